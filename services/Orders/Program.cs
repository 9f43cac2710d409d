using Microservices.Orders;
using Microservices.ServiceDefaults.Hosting;

if (HealthProbe.IsAsked(args))
    return await HealthProbe.RunAsync(args);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddOrdersService();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapOrdersEndpoints();
return await app.RunServiceAsync(args);
