using Microservices.Invoice;
using Microservices.ServiceDefaults.Hosting;

if (HealthProbe.IsAsked(args))
    return await HealthProbe.RunAsync(args);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddInvoiceService();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapInvoiceEndpoints();
return await app.RunServiceAsync(args);
