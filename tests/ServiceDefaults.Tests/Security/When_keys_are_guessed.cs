using System.Net;
using System.Net.Sockets;
using Microservices.ServiceDefaults.Security;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Microservices.ServiceDefaults.Tests.Security;

/// <summary>Whoever has no key tries many, or one that is none.</summary>
public sealed class When_keys_are_guessed : IAsyncLifetime
{
    private const string Good = "key-of-the-reader";
    private const int Guesses = 1000;

    private TestService _service = null!; // set by InitializeAsync

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _service = TestService.Build("memory://", configure: null,
            [.. TestKeys.Settings(0, "reader", Good, [Scopes.StockRead]).Select(setting =>
                (setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value))]);
        _service.App.MapGet("/guarded", () => "").RequireScope(Scopes.StockRead);
        await _service.StartAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Should_refuse_and_count_a_thousand_and_serve_everyone_else()
    {
        using var refused = new MetricCollector<long>(
            _service.App.Services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), "Microservices.Security", "microservices.security.refused");
        using var guesser = Client("127.0.0.1");
        using var neighbour = Client("127.0.0.2");

        var answers = await Task.WhenAll(Enumerable.Range(0, Guesses).Select(number => AskAsync(guesser, $"guess-{number}")));
        var ofTheNeighbour = await AskAsync(neighbour, Good);
        var guessOfTheNeighbour = await AskAsync(neighbour, "mistyped");

        answers.ShouldAllBe(status => status == HttpStatusCode.Unauthorized || status == HttpStatusCode.TooManyRequests);
        // The limit is 30 at once and one more every two seconds.
        answers.Count(status => status == HttpStatusCode.Unauthorized).ShouldBeInRange(30, 100);
        ofTheNeighbour.ShouldBe(HttpStatusCode.OK);
        guessOfTheNeighbour.ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync(guesser, Good)).ShouldBe(HttpStatusCode.OK); // at the guesser's own address, such as an office's
        refused.GetMeasurementSnapshot().Sum(measurement => measurement.Value).ShouldBe(Guesses + 1);
        _service.Logs.GetSnapshot().ShouldAllBe(record => !record.Message.Contains("guess-") && !record.Message.Contains(Good));
    }

    [Theory]
    [InlineData("X-Api-Key: \r\n", 401)]
    [InlineData("X-Api-Key: key-of the-reader\r\n", 401)]
    [InlineData("X-Api-Key: key-of-the-reader,key-of-the-reader\r\n", 401)]
    [InlineData("X-Api-Key: key-of-the-reader\r\nX-Api-Key: key-of-the-reader\r\n", 401)]
    [InlineData("X-Api-Key: guess\r\nX-Api-Key: key-of-the-reader\r\n", 401)]
    [InlineData("X-Api-Key: guess\r\n key-of-the-reader\r\n", 400)]
    [InlineData("X-Api-Key: guess\nX-Api-Key: key-of-the-reader\r\n", 401)]
    [InlineData("X-Api-Key : key-of-the-reader\r\n", 400)]
    [InlineData("X-Api-Key: key-of-the-reader\0\r\n", 400)]
    [InlineData("X-Api-Key: key-of-the-reader\u00e9\r\n", 400)]
    [InlineData("X_Api_Key: key-of-the-reader\r\n", 401)]
    public async Task Should_not_take_a_header_that_is_not_one_key(string header, int expected) =>
        (await AskAsync(header)).ShouldStartWith($"HTTP/1.1 {expected}");

    [Fact]
    public async Task Should_not_read_a_key_of_a_megabyte() =>
        (await AskAsync($"X-Api-Key: {Good}{new string('x', 1 << 20)}\r\n")).ShouldStartWith("HTTP/1.1 431");

    [Fact]
    public async Task Should_take_the_key_that_is_sent_by_hand() =>
        (await AskAsync($"x-api-key: \t{Good} \r\n")).ShouldStartWith("HTTP/1.1 200");

    // From an address of this machine: each has its own limit.
    private HttpClient Client(string from) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri(_service.App.Urls.First()),
    };

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/guarded") { Headers = { { TestKeys.Header, key } } };
        using var answer = await client.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }

    private async Task<string> AskAsync(string header)
    {
        using var connection = new RawConnection(new Uri(_service.App.Urls.First()));
        await connection.SendAsync($"GET /guarded HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{header}\r\n", Cancellation);
        return await connection.ReadToEndAsync(Cancellation);
    }
}
