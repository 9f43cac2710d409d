using Contracts.Orders;
using MassTransit;
using Microservices.Email.Consumers;
using Microservices.Email.Data;
using Microservices.Email.Ledger;
using Microservices.Email.Sending;
using Microservices.Email.Tests.Support;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Email.Tests;

/// <summary>The whole way on real servers: RabbitMQ, PostgreSQL, and a mail server that does what the test says.</summary>
public sealed class When_an_order_is_confirmed : IAsyncLifetime
{
    private const string Queue = "email-order-confirmed";

    private readonly ScriptedSmtpServer _mailServer = new();
    private readonly OrderConfirmed _order = TestOrders.Order();
    private RabbitMqVirtualHost _broker = null!; // set by InitializeAsync
    private string _database = ""; // set by InitializeAsync

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _broker = await RabbitMqServer.CreateVirtualHostAsync(Cancelled);
        _database = await PostgresServer.CreateDatabaseAsync(Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await _mailServer.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task Should_send_one_mail_and_announce_it_once()
    {
        await using var host = await StartAsync();

        await host.PublishAsync(_order, _order.OrderId, Cancelled);

        await AnnouncedAsync(host, _order);
        var mail = _mailServer.Mails.ShouldHaveSingleItem();
        mail.To.ShouldBe("ada@example.test");
        mail.Read().MessageId.ShouldBe($"order-{_order.OrderId}@shop.example");
        var announced = host.Announced.ShouldHaveSingleItem();
        announced.MessageId.ShouldBe(ConfirmationSentId.Of(_order.OrderId));
        announced.Message.MailMessageId.ShouldBe($"order-{_order.OrderId}@shop.example");
        var row = await RowAsync(host);
        row.Status.ShouldBe(DeliveryStatus.Sent);
        row.ServerReply.ShouldBe("2.0.0 Ok: queued");
        row.MessageId.ShouldBe(_order.OrderId);
    }

    [Fact]
    public async Task Should_absorb_duplicates_under_the_same_and_under_other_ids()
    {
        await using var host = await StartAsync();
        var orders = Enumerable.Range(0, 20).Select(_ => TestOrders.Order()).ToList();

        await Task.WhenAll(orders.SelectMany(order => new[]
        {
            host.PublishAsync(order, order.OrderId, Cancelled),
            host.PublishAsync(order, order.OrderId, Cancelled),
            host.PublishAsync(order, Guid.NewGuid(), Cancelled),
            host.PublishAsync(order, Guid.NewGuid(), Cancelled),
        }));

        // The last copy of all is published when the others are through, so nothing is still to come.
        await Eventually.Holds(() => host.Announced.Count >= orders.Count, "every order is announced", null, Cancelled);
        await Eventually.Holds(async () => await _broker.CountMessagesAsync(Queue, Cancelled) == 0, "the queue is empty",
            null, Cancelled);
        await host.PublishAsync(_order, _order.OrderId, Cancelled);
        await AnnouncedAsync(host, _order);

        _mailServer.Mails.Select(mail => mail.Read().MessageId).ShouldBeUnique();
        _mailServer.Mails.Count.ShouldBe(orders.Count + 1);
        host.Announced.Select(sent => sent.Message.OrderId).ShouldBeUnique();
        host.RepeatedSends.GetMeasurementSnapshot().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_repeat_the_same_mail_and_count_it_when_the_first_sender_died()
    {
        await using var host = await StartAsync();
        // What a sender leaves behind that is killed between the server's reply and its commit.
        await host.Services.GetRequiredService<DeliveryLedger>().ClaimAsync(
            _order.OrderId, _order.OrderId, "order@shop.example", lease: TimeSpan.Zero, Cancelled);

        await host.PublishAsync(_order, _order.OrderId, Cancelled);

        await AnnouncedAsync(host, _order);
        _mailServer.Mails.ShouldHaveSingleItem().Read().MessageId.ShouldBe($"order-{_order.OrderId}@shop.example");
        host.RepeatedSends.GetMeasurementSnapshot().ShouldHaveSingleItem().Value.ShouldBe(1);
        (await RowAsync(host)).RepeatedSends.ShouldBe(1);
    }

    [Fact]
    public async Task Should_wait_while_another_sender_may_be_alive()
    {
        await using var host = await StartAsync(("Messaging:RedeliveryIntervals:0", "00:00:03"));
        await host.Services.GetRequiredService<DeliveryLedger>().ClaimAsync(
            _order.OrderId, _order.OrderId, "order@shop.example", lease: TimeSpan.FromSeconds(2), Cancelled);

        await host.PublishAsync(_order, _order.OrderId, Cancelled);

        await Eventually.Holds(async () => await _broker.CountMessagesAsync($"{Queue}_redelivery_3s", Cancelled) == 1,
            "the message waits for its redelivery", null, Cancelled);
        _mailServer.Mails.ShouldBeEmpty();
        await AnnouncedAsync(host, _order);
        _mailServer.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_repeat_the_same_mail_when_the_line_broke_before_the_reply()
    {
        await using var host = await StartAsync();
        _mailServer.Answer = ScriptedSmtpServer.Once(ScriptedSmtpServer.EndOfData, ScriptedSmtpServer.HangUp);

        await host.PublishAsync(_order, _order.OrderId, Cancelled);

        await AnnouncedAsync(host, _order);
        _mailServer.Mails.Count.ShouldBe(2);
        _mailServer.Mails.Select(mail => mail.Read().MessageId).Distinct().ShouldHaveSingleItem();
        host.RepeatedSends.GetMeasurementSnapshot().ShouldHaveSingleItem().Value.ShouldBe(1);
        host.Announced.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_not_send_again_when_only_the_commit_failed()
    {
        var commits = new FailingCommits();
        await using var host = await StartAsync(commits);
        commits.FailNext(2);

        await host.PublishAsync(_order, _order.OrderId, Cancelled);

        await AnnouncedAsync(host, _order);
        commits.Failed.ShouldBe(2);
        _mailServer.Mails.Count.ShouldBe(1);
        host.Announced.Count.ShouldBe(1);
        (await RowAsync(host)).Status.ShouldBe(DeliveryStatus.Sent);
        host.RepeatedSends.GetMeasurementSnapshot().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_keep_the_reason_of_what_fails_for_good_after_the_mail_was_sent()
    {
        var commits = new FailingCommits { Failure = new MailRejectedException("It is refused at the commit.") };
        await using var host = await StartAsync(commits);
        commits.FailNext(1);

        await host.PublishAsync(_order, _order.OrderId, Cancelled);

        await Eventually.Holds(async () => await _broker.CountMessagesAsync($"{Queue}_error", Cancelled) == 1,
            "the message is in the error queue", null, Cancelled);
        var message = (await _broker.GetMessagesAsync($"{Queue}_error", Cancelled)).ShouldHaveSingleItem();
        message.Header("MT-Fault-ExceptionType").ShouldBe(typeof(MailRejectedException).FullName);
        _mailServer.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_not_send_again_when_the_broker_goes_away_while_it_sends()
    {
        await using var proxy = TcpProxy.Start(_broker.ConnectionString);
        var consumed = new ConsumedMessages();
        await using var host = await StartAsync(services => services.AddConsumeObserver(_ => consumed),
            ("ConnectionStrings:Broker", proxy.Redirect(_broker.ConnectionString)),
            ("Messaging:RedeliveryIntervals:0", "00:00:01"), ("Messaging:RedeliveryIntervals:1", "00:00:02"));
        using var arrived = new ManualResetEventSlim();
        using var released = new ManualResetEventSlim();
        _mailServer.Answer = command =>
        {
            if (command == ScriptedSmtpServer.EndOfData)
            {
                arrived.Set();
                released.Wait(Cancelled);
            }

            return null;
        };

        await host.PublishAsync(_order, _order.OrderId, Cancelled);
        await Eventually.Holds(() => arrived.IsSet, "the mail server has the mail", null, Cancelled);
        proxy.Refuse();
        proxy.CutConnections();
        await Eventually.Holds(() => consumed.Cancelled, "the message is cancelled with its connection", null, Cancelled);
        released.Set();
        await Eventually.Holds(async () => (await RowAsync(host)).Status == DeliveryStatus.Sent, "the mail is recorded", null,
            Cancelled);
        proxy.Accept();

        await AnnouncedAsync(host, _order);
        await Eventually.Holds(async () => await _broker.CountMessagesAsync(Queue, Cancelled) == 0, "the queue is empty",
            null, Cancelled);
        _mailServer.Mails.Count.ShouldBe(1);
        host.RepeatedSends.GetMeasurementSnapshot().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_park_a_rejected_recipient_at_once_and_send_when_it_is_replayed()
    {
        await using var host = await StartAsync();
        _mailServer.Answer = ScriptedSmtpServer.Once("RCPT TO", "550 5.1.1 <ada@example.test>: no such user");

        await host.PublishAsync(_order, _order.OrderId, Cancelled);

        await Eventually.Holds(async () => await _broker.CountMessagesAsync($"{Queue}_error", Cancelled) == 1,
            "the message is in the error queue", null, Cancelled);
        var message = (await _broker.GetMessagesAsync($"{Queue}_error", Cancelled)).ShouldHaveSingleItem();
        message.Header("MT-Fault-ExceptionType").ShouldBe(typeof(RecipientRejectedException).FullName);
        message.Header("MT-Fault-Message")
            .ShouldBe("The mail server rejected the recipient: 550 5.1.1 <recipient>: no such user");
        message.Header("MT-Fault-RetryCount").ShouldBeNull();
        _mailServer.CountOf("RCPT").ShouldBe(1);
        var rejected = await RowAsync(host);
        rejected.Status.ShouldBe(DeliveryStatus.Rejected);
        rejected.ServerReply.ShouldNotBeNull().ShouldContain("550 5.1.1");

        await host.PublishAsync(_order, _order.OrderId, Cancelled);

        await AnnouncedAsync(host, _order);
        _mailServer.Mails.Count.ShouldBe(1);
        (await RowAsync(host)).Attempts.ShouldBe(2);
        host.RepeatedSends.GetMeasurementSnapshot().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_redeliver_while_the_mail_server_is_down_and_send_later()
    {
        await using var host = await StartAsync(
            ("Messaging:RedeliveryIntervals:0", "00:00:01"), ("Messaging:RedeliveryIntervals:1", "00:00:02"),
            ("Email:Smtp:BreakerBreakDuration", "00:00:00.500"));
        await _mailServer.DisposeAsync();

        await host.PublishAsync(_order, _order.OrderId, Cancelled);

        await Eventually.Holds(async () => await _broker.CountMessagesAsync($"{Queue}_redelivery_2s", Cancelled) == 1,
            "the message waits for its second redelivery", null, Cancelled);
        (await RowAsync(host)).Status.ShouldBe(DeliveryStatus.Pending);
        await using var mailServer = new ScriptedSmtpServer(_mailServer.Port);
        await AnnouncedAsync(host, _order);
        mailServer.Mails.Count.ShouldBe(1);
        host.RepeatedSends.GetMeasurementSnapshot().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_hold_no_transaction_open_while_it_sends()
    {
        await using var host = await StartAsync();
        using var released = new ManualResetEventSlim();
        _mailServer.Answer = command =>
        {
            if (command == ScriptedSmtpServer.EndOfData)
                released.Wait(Cancelled);
            return null;
        };

        await host.PublishAsync(_order, _order.OrderId, Cancelled);
        await Eventually.Holds(() => _mailServer.Commands.Any(command => command == "DATA"), "the mail is being sent", null,
            Cancelled);
        (await OpenTransactionsAsync(host)).ShouldBe(0);

        released.Set();
        await AnnouncedAsync(host, _order);
    }

    private static Task AnnouncedAsync(EmailHost host, OrderConfirmed order) => Eventually.Holds(
        () => host.Announced.Any(sent => sent.Message.OrderId == order.OrderId), "the order is announced", null, Cancelled);

    private static async Task<int> OpenTransactionsAsync(EmailHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<EmailDbContext>().Database.SqlQuery<int>(
            $"""
            SELECT count(*)::int AS "Value" FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'
            """).ToListAsync(Cancelled)).Single();
    }

    private async Task<Delivery> RowAsync(EmailHost host) =>
        (await host.FindAsync(_order.OrderId, Cancelled)).ShouldNotBeNull();

    private Task<EmailHost> StartAsync(params (string Key, string? Value)[] settings) => StartAsync(_ => { }, settings);

    private Task<EmailHost> StartAsync(FailingCommits commits) => StartAsync(services =>
        services.ConfigureDbContext<EmailDbContext>(options => options.AddInterceptors(commits)));

    private Task<EmailHost> StartAsync(Action<IServiceCollection> configure, params (string Key, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Broker"] = _broker.ConnectionString,
            ["ConnectionStrings:Email"] = _database,
            ["Email:Smtp:Host"] = "localhost",
            ["Email:Smtp:Port"] = $"{_mailServer.Port}",
            ["Email:Smtp:Security"] = "None",
            ["Email:Smtp:RetryDelay"] = "00:00:00.010",
        };
        foreach (var (key, value) in settings)
            all[key] = value;

        return EmailHost.StartAsync(all, Cancelled, configure);
    }
}
