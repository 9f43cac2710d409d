using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Microservices.Orders.Tests.Customers;

/// <summary>Answers as Invoice does, or as a test wants it to.</summary>
internal sealed class PlayedInvoice : IAsyncDisposable
{
    private readonly WebApplication _app;

    public PlayedInvoice()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(context =>
        {
            Asked = context.Request.Path + context.Request.QueryString;
            return Answer(context);
        });
    }

    public string Address => _app.Urls.Single();

    /// <summary>The last request.</summary>
    public string? Asked { get; private set; }

    public RequestDelegate Answer { get; set; } = _ => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => _app.StartAsync(cancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
