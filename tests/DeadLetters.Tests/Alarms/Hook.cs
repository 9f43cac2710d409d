using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Microservices.DeadLetters.Tests.Alarms;

/// <summary>Takes what is posted, and answers as the test says.</summary>
internal sealed class Hook : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Body, string? Signature, string? Timestamp, string? Key)> _posts = new();

    private Hook()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            var body = await reader.ReadToEndAsync();
            var status = Failures-- > 0 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status204NoContent;
            Tries++;
            if (status == StatusCodes.Status204NoContent)
                _posts.Enqueue((body, request.Headers["X-Dead-Letters-Signature"], request.Headers["X-Dead-Letters-Timestamp"], request.Headers["Idempotency-Key"]));
            return Results.StatusCode(status);
        });
    }

    /// <summary>How many posts are refused from now on.</summary>
    public int Failures { get; set; }

    public int Tries { get; private set; }

    public IReadOnlyList<(string Body, string? Signature, string? Timestamp, string? Key)> Posts => [.. _posts];

    public string Url => _app.Urls.Single();

    public static async Task<Hook> StartAsync()
    {
        var hook = new Hook();
        await hook._app.StartAsync(TestContext.Current.CancellationToken);
        return hook;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
