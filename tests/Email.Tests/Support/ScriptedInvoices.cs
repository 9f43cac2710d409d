using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Microservices.Email.Tests.Support;

/// <summary>Invoice's HTTP interface, whose answers a test decides.</summary>
internal sealed class ScriptedInvoices : IAsyncDisposable
{
    private WebApplication? _app;

    /// <summary>Where it is, also while it is away.</summary>
    public string Address { get; private set; } = "http://127.0.0.1:0";

    /// <summary>The PDFs, by the paths that they are asked for.</summary>
    public ConcurrentDictionary<string, byte[]> Pdfs { get; } = [];

    /// <summary>Each request's path and <c>User-Agent</c>.</summary>
    public ConcurrentQueue<(string Path, string Agent)> Requests { get; } = [];

    /// <summary>Answers a request; <see langword="false"/> leaves it to <see cref="Pdfs"/>.</summary>
    public Func<HttpContext, Task<bool>> Answer { get; set; } = _ => Task.FromResult(false);

    /// <summary>Gives this answer, and only this one.</summary>
    public void AlwaysAnswer(HttpStatusCode status) => Answer = context =>
    {
        context.Response.StatusCode = (int)status;
        return Task.FromResult(true);
    };

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls(Address);
        _app = builder.Build();
        _app.Run(ServeAsync);
        await _app.StartAsync(cancellationToken);
        Address = _app.Urls.Single();
    }

    /// <summary>Goes away; another start brings it back at the same address.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_app is null)
            return;
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _app = null;
    }

    private async Task ServeAsync(HttpContext context)
    {
        Requests.Enqueue((context.Request.Path.Value ?? "", context.Request.Headers.UserAgent.ToString()));
        if (await Answer(context))
            return;
        if (!Pdfs.TryGetValue(context.Request.Path.Value ?? "", out var pdf))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "application/pdf";
        context.Response.ContentLength = pdf.Length;
        await context.Response.Body.WriteAsync(pdf, context.RequestAborted);
    }
}
