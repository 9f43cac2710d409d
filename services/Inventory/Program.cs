using Microservices.Inventory;
using Microservices.ServiceDefaults.Hosting;

if (HealthProbe.IsAsked(args))
    return await HealthProbe.RunAsync(args);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddInventoryService();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapInventoryEndpoints();
return await app.RunServiceAsync(args);
