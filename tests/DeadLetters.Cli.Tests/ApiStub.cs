using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microservices.DeadLetters.Cli.Tests;

/// <summary>The service as the command line sees it: answers what a test prepares, and keeps what it was asked.</summary>
public sealed class ApiStub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<StubRequest, StubAnswer>> _answers = new();

    private ApiStub(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    public ConcurrentQueue<StubRequest> Requests { get; } = [];

    public StubRequest LastRequest => Requests.Last();

    public string Url { get; private set; } = "";

    public static async Task<ApiStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var stub = new ApiStub(builder.Build());
        await stub._app.StartAsync(TestContext.Current.CancellationToken);
        stub.Url = stub._app.Urls.Single();
        return stub;
    }

    /// <summary>Answers <c>GET /path</c> with JSON.</summary>
    public void On(string methodAndPath, string json, int status = 200) => On(methodAndPath, _ => new StubAnswer(status, json));

    /// <summary>Answers by what is asked.</summary>
    public void On(string methodAndPath, Func<StubRequest, StubAnswer> answer) => _answers[methodAndPath] = answer;

    /// <summary>Answers one after the other; the last again and again.</summary>
    public void OnInTurn(string methodAndPath, params string[] answers)
    {
        var asked = 0;
        On(methodAndPath, _ => new StubAnswer(200, answers[Math.Min(asked++, answers.Length - 1)]));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new StubRequest(context.Request.Method, context.Request.Path.Value ?? "", context.Request.QueryString.Value ?? "",
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
            await reader.ReadToEndAsync());
        Requests.Enqueue(request);

        var answer = _answers.TryGetValue($"{request.Method} {request.Path}", out var prepared)
            ? prepared(request)
            : new StubAnswer(404, """{"title":"There is no such dead letter."}""");
        context.Response.StatusCode = answer.Status;
        if (answer.Location is { } location)
            context.Response.Headers.Location = location;
        context.Response.ContentType = answer.Status < 400 ? "application/json" : "application/problem+json";
        await context.Response.WriteAsync(answer.Body);
    }
}
