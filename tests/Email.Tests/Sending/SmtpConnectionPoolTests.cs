using Microservices.Email.Sending;
using Microservices.Email.Tests.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microservices.Email.Tests.Sending;

public sealed class SmtpConnectionPoolTests : IAsyncDisposable
{
    private readonly SmtpSending _smtp = new();

    public ValueTask DisposeAsync() => _smtp.DisposeAsync();

    [Fact]
    public async Task Should_use_connections_again_and_replace_them()
    {
        await using var server = new ScriptedSmtpServer();

        for (var i = 0; i < 7; i++)
            await _smtp.SendAsync(server, TestOrders.Order(), ("MaxMailsPerConnection", "3"));

        server.Mails.Count.ShouldBe(7);
        server.Connections.ShouldBe(3);
    }

    [Fact]
    public async Task Should_not_open_more_connections_than_allowed()
    {
        await using var server = new ScriptedSmtpServer();
        var sender = _smtp.Sender(server.Port, ("MaxConnections", "2"));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sender.SendAsync(_smtp.Mail(TestOrders.Order()), TestContext.Current.CancellationToken)));

        server.Mails.Count.ShouldBe(20);
        server.Connections.ShouldBeInRange(1, 2);
    }

    [Fact]
    public async Task Should_replace_a_connection_that_the_server_closed_while_it_rested()
    {
        await using var server = new ScriptedSmtpServer();
        server.Answer = ScriptedSmtpServer.Once("MAIL FROM", ScriptedSmtpServer.HangUp, skip: 1);

        await _smtp.SendAsync(server, TestOrders.Order());
        await _smtp.SendAsync(server, TestOrders.Order());

        server.Mails.Count.ShouldBe(2);
        server.Connections.ShouldBe(2);
    }

    [Fact]
    public async Task Should_leave_a_broken_server_alone_for_a_while()
    {
        await using var server = new ScriptedSmtpServer();
        server.Answer = ScriptedSmtpServer.On("MAIL FROM", "421 4.3.2 Shutting down");
        (string, string?)[] settings = [("BreakerMinimumThroughput", "3"), ("BreakerBreakDuration", "00:01:00")];

        await Should.ThrowAsync<MailNotAcceptedException>(() => _smtp.SendAsync(server, TestOrders.Order(), settings));
        var asked = server.Commands.Count;
        await Should.ThrowAsync<MailNotAcceptedException>(() => _smtp.SendAsync(server, TestOrders.Order(), settings));

        server.Commands.Count.ShouldBe(asked);
        _smtp.Logs.GetSnapshot().ShouldContain(log => log.Id.Id == 2014);
    }

    [Fact]
    public async Task Should_not_exceed_the_rate()
    {
        await using var server = new ScriptedSmtpServer();
        var started = TimeProvider.System.GetTimestamp();

        for (var i = 0; i < 11; i++)
            await _smtp.SendAsync(server, TestOrders.Order(), ("MaxMailsPerSecond", "5"));

        TimeProvider.System.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Should_say_that_the_server_is_not_there()
    {
        var server = new ScriptedSmtpServer();
        await server.DisposeAsync();

        var failure = await Should.ThrowAsync<MailNotAcceptedException>(() => _smtp.SendAsync(server, TestOrders.Order()));

        failure.Message.ShouldStartWith($"The mail server localhost:{server.Port} was not reached");
    }

    [Fact]
    public async Task Should_report_its_health_as_degraded_at_worst()
    {
        var server = new ScriptedSmtpServer();
        _ = _smtp.Sender(server.Port);

        (await _smtp.HealthAsync()).ShouldBe(HealthStatus.Healthy);
        await server.DisposeAsync();
        (await _smtp.HealthAsync()).ShouldBe(HealthStatus.Healthy, "the answer is kept for a while");
        await _smtp.DisposeAsync();
        _ = _smtp.Sender(server.Port);
        (await _smtp.HealthAsync()).ShouldBe(HealthStatus.Degraded);
    }
}
