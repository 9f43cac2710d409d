using Microservices.ServiceDefaults.Security;
using Microservices.ServiceDefaults.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;

namespace Microservices.ServiceDefaults.Tests.Hosting;

/// <summary>Requests that are too slow or too large, on a connection that no client would make.</summary>
public sealed class When_a_request_is_too_much
{
    private const string Post = "POST /probes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/probes")]
    [InlineData("/text")]
    public async Task Should_end_a_body_that_drips(string path)
    {
        var answer = await AskAsync($"{Post.Replace("/probes", path, StringComparison.Ordinal)}Content-Length: 9000\r\n\r\n{{",
            ("Http:BodyPatience", "00:00:02"), ("Http:MinBodyBytesPerSecond", "2000"));

        answer.ShouldStartWith("HTTP/1.1 408");
        answer.ShouldContain("application/problem+json");
        answer.ShouldContain("A body must bring 2000 bytes per second (Http__MinBodyBytesPerSecond).");
    }

    [Fact]
    public async Task Should_end_headers_that_drip() =>
        (await AskAsync($"{Post}X-Never: end", ("Http:HeadersTimeout", "00:00:01"))).ShouldStartWith("HTTP/1.1 408");

    [Theory]
    [InlineData("Content-Length: 1025\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n1000\r\n")]
    public async Task Should_refuse_a_body_that_is_too_large(string start)
    {
        var answer = await AskAsync(Post + start + new string(' ', 0x1000) + "\r\n", ("Http:MaxBodyBytes", "1024"));

        answer.ShouldStartWith("HTTP/1.1 413");
        answer.ShouldContain("A body may have at most 1024 bytes here (Http__MaxBodyBytes).");
    }

    [Fact]
    public async Task Should_refuse_a_body_that_is_too_large_for_its_route() =>
        (await AskAsync($"{Post.Replace("/probes", "/small", StringComparison.Ordinal)}Content-Length: 200\r\n\r\n"))
            .ShouldContain("A body may have at most 100 bytes here.");

    [Fact]
    public async Task Should_refuse_headers_that_are_too_large() =>
        (await AskAsync($"{Post}X-Long: {new string('x', 2000)}\r\n\r\n", ("Http:MaxHeaderBytes", "1024"))).ShouldStartWith("HTTP/1.1 431");

    private static async Task<string> AskAsync(string request, params (string Key, string? Value)[] settings)
    {
        await using var service = TestService.Build("memory://", configure: null, settings);
        service.App.MapPost("/probes", (ProbeSent probe) => probe).OpenToAll();
        service.App.MapPost("/text", async (Stream body, CancellationToken cancellationToken) =>
        {
            using var reader = new StreamReader(body);
            return await reader.ReadToEndAsync(cancellationToken);
        }).OpenToAll();
        service.App.MapPost("/small", (ProbeSent probe) => probe).OpenToAll().WithMetadata(new RequestSizeLimitAttribute(100));
        await service.StartAsync(Cancellation);
        using var connection = new RawConnection(new Uri(service.App.Urls.First()));
        await connection.SendAsync(request, Cancellation);
        return await connection.ReadToEndAsync(Cancellation);
    }
}
