using Microservices.DeadLetters;
using Microservices.DeadLetters.Components;
using Microservices.ServiceDefaults.Hosting;

if (HealthProbe.IsAsked(args))
    return await HealthProbe.RunAsync(args);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDeadLettersService();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapDeadLettersEndpoints();
app.MapConsoleRoot();
return await app.RunServiceAsync(args);
