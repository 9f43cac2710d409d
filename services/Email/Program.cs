using Microservices.Email;
using Microservices.ServiceDefaults.Hosting;

if (HealthProbe.IsAsked(args))
    return await HealthProbe.RunAsync(args);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddEmailService();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapEmailEndpoints();
return await app.RunServiceAsync(args);
