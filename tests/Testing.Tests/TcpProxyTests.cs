using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Microservices.Testing.Tests;

public sealed class TcpProxyTests : IAsyncLifetime
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private TcpProxy? _proxy;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // InitializeAsync has run before any test.
    private TcpProxy Proxy => _proxy!;

    public ValueTask InitializeAsync()
    {
        _server.Start();
        _ = EchoAsync();
        _proxy = TcpProxy.Start("127.0.0.1", ((IPEndPoint)_server.LocalEndpoint).Port);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task Should_forward_both_ways()
    {
        using var client = await ConnectAsync();

        await SayAsync(client, "hello");

        (await HearAsync(client)).ShouldBe("hello");
        Proxy.ConnectionCount.ShouldBe(1);
    }

    [Fact]
    public async Task Should_count_turns_of_the_client()
    {
        using var client = await ConnectAsync();

        await SayAsync(client, "one");
        await HearAsync(client);
        await SayAsync(client, "two");
        await HearAsync(client);

        Proxy.Turns.ShouldBe(2);
    }

    [Fact]
    public async Task Should_count_what_a_client_was_sent_and_has_not_read()
    {
        using var client = await ConnectAsync();
        await SayAsync(client, "hello");

        await Eventually.Holds(() => Proxy.BytesToClients == "hello".Length, "the answer is counted", cancellationToken: Cancellation);
    }

    [Fact]
    public async Task Should_end_both_sides_when_a_client_is_killed()
    {
        using var client = await ConnectAsync();
        await SayAsync(client, "hello");
        await HearAsync(client);

        // Resets, as the end of a process with unread data does. Disposing the client would say goodbye first.
        client.Client.Close(timeout: 0);

        await Eventually.Holds(() => Proxy.ConnectionCount == 0, "the server's side is closed, too", cancellationToken: Cancellation);
    }

    [Fact]
    public async Task Should_cut_open_connections_only()
    {
        using var client = await ConnectAsync();
        await SayAsync(client, "hello");
        await HearAsync(client);

        Proxy.CutConnections();

        await Should.ThrowAsync<IOException>(() => HearAsync(client));
        using var next = await ConnectAsync();
        await SayAsync(next, "again");
        (await HearAsync(next)).ShouldBe("again");
    }

    [Fact]
    public async Task Should_hold_back_while_paused()
    {
        using var client = await ConnectAsync();
        await SayAsync(client, "one");
        await HearAsync(client);

        Proxy.Pause();
        await SayAsync(client, "two");
        var heard = HearAsync(client);
        await Should.ThrowAsync<TimeoutException>(() => heard.WaitAsync(TimeSpan.FromMilliseconds(200), Cancellation));
        Proxy.Resume();

        (await heard).ShouldBe("two");
    }

    [Fact]
    public async Task Should_refuse_new_connections_and_accept_them_again()
    {
        using var open = await ConnectAsync();
        await SayAsync(open, "one");
        await HearAsync(open);

        Proxy.Refuse();
        await Should.ThrowAsync<SocketException>(ConnectAsync);
        await SayAsync(open, "two");
        (await HearAsync(open)).ShouldBe("two");
        Proxy.Accept();

        using var next = await ConnectAsync();
        await SayAsync(next, "three");
        (await HearAsync(next)).ShouldBe("three");
    }

    [Theory]
    [InlineData("amqp://user:p%40ss@broker:5673/orders", "amqp://user:p%40ss@127.0.0.1:{0}/orders")]
    [InlineData("Host=db;Port=5433;Username=u;Database=d", "Host=127.0.0.1;Port={0};Username=u;Database=d")]
    public void Should_redirect_connection_strings(string connectionString, string expected) =>
        Proxy.Redirect(connectionString).ShouldBe(string.Format(null, expected, Proxy.Port));

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Proxy.Port, Cancellation);
        return client;
    }

    private static async Task SayAsync(TcpClient client, string text) =>
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), Cancellation);

    private static async Task<string> HearAsync(TcpClient client)
    {
        var buffer = new byte[100];
        var read = await client.GetStream().ReadAsync(buffer, Cancellation);
        return Encoding.ASCII.GetString(buffer, 0, read);
    }

    private async Task EchoAsync()
    {
        while (true)
        {
            var client = await _server.AcceptTcpClientAsync();
            _ = client.GetStream().CopyToAsync(client.GetStream());
        }
    }
}
