using Microservices.Email.Consumers;
using Microservices.Email.Data;
using Microservices.Email.Sending;
using Microservices.Email.Tests.Support;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Email.Tests;

public sealed class When_an_order_is_confirmed : EmailPipelineTest
{
    [Fact]
    public async Task Should_send_one_mail_and_announce_it_once()
    {
        await using var host = await StartAsync();

        await host.PublishAsync(Order, Order.OrderId, Cancelled);

        await AnnouncedAsync(host, Order);
        var mail = MailServer.Mails.ShouldHaveSingleItem();
        mail.To.ShouldBe("ada@example.test");
        mail.Read().MessageId.ShouldBe($"order-{Order.OrderId}@shop.example");
        var announced = host.Announced.ShouldHaveSingleItem();
        announced.MessageId.ShouldBe(ConfirmationSentId.Of(Order.OrderId));
        announced.Message.MailMessageId.ShouldBe($"order-{Order.OrderId}@shop.example");
        var row = await RowAsync(host);
        row.Status.ShouldBe(DeliveryStatus.Sent);
        row.ServerReply.ShouldBe("2.0.0 Ok: queued");
        row.MessageId.ShouldBe(Order.OrderId);
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
        await Eventually.Holds(async () => await Broker.CountMessagesAsync(Queue, Cancelled) == 0, "the queue is empty",
            null, Cancelled);
        await host.PublishAsync(Order, Order.OrderId, Cancelled);
        await AnnouncedAsync(host, Order);

        MailServer.Mails.Select(mail => mail.Read().MessageId).ShouldBeUnique();
        MailServer.Mails.Count.ShouldBe(orders.Count + 1);
        host.Announced.Select(sent => sent.Message.OrderId).ShouldBeUnique();
        host.RepeatedSends.GetMeasurementSnapshot().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_park_a_rejected_recipient_at_once_and_send_when_it_is_replayed()
    {
        await using var host = await StartAsync();
        MailServer.Answer = ScriptedSmtpServer.Once("RCPT TO", "550 5.1.1 <ada@example.test>: no such user");

        await host.PublishAsync(Order, Order.OrderId, Cancelled);

        await Eventually.Holds(async () => await Broker.CountMessagesAsync($"{Queue}_error", Cancelled) == 1,
            "the message is in the error queue", null, Cancelled);
        var message = (await Broker.GetMessagesAsync($"{Queue}_error", Cancelled)).ShouldHaveSingleItem();
        message.Header("MT-Fault-ExceptionType").ShouldBe(typeof(RecipientRejectedException).FullName);
        message.Header("MT-Fault-Message")
            .ShouldBe("The mail server rejected the recipient: 550 5.1.1 <recipient>: no such user");
        message.Header("MT-Fault-RetryCount").ShouldBeNull();
        MailServer.CountOf("RCPT").ShouldBe(1);
        var rejected = await RowAsync(host);
        rejected.Status.ShouldBe(DeliveryStatus.Rejected);
        rejected.ServerReply.ShouldNotBeNull().ShouldContain("550 5.1.1");

        await host.PublishAsync(Order, Order.OrderId, Cancelled);

        await AnnouncedAsync(host, Order);
        MailServer.Mails.Count.ShouldBe(1);
        (await RowAsync(host)).Attempts.ShouldBe(2);
        host.RepeatedSends.GetMeasurementSnapshot().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_wait_while_the_mail_server_is_down_and_send_later()
    {
        await using var host = await StartAsync(("Messaging:RetryLimit", "0"), ("Email:Smtp:BreakerBreakDuration", "00:00:00.500"));
        await MailServer.DisposeAsync();

        await host.PublishAsync(Order, Order.OrderId, Cancelled);

        await Eventually.Holds(async () => (await host.WaitingForAsync()).Contains($"{Queue} waits for the mail server", StringComparison.Ordinal),
            "the endpoint waits", null, Cancelled);
        (await RowAsync(host)).Status.ShouldBe(DeliveryStatus.Pending);
        await using var mailServer = new ScriptedSmtpServer(MailServer.Port);
        await AnnouncedAsync(host, Order);
        mailServer.Mails.Count.ShouldBe(1);
        host.RepeatedSends.GetMeasurementSnapshot().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_hold_no_transaction_open_while_it_sends()
    {
        await using var host = await StartAsync();
        using var released = new ManualResetEventSlim();
        MailServer.Answer = command =>
        {
            if (command == ScriptedSmtpServer.EndOfData)
                released.Wait(Cancelled);
            return null;
        };

        await host.PublishAsync(Order, Order.OrderId, Cancelled);
        await Eventually.Holds(() => MailServer.Commands.Any(command => command == "DATA"), "the mail is being sent", null,
            Cancelled);
        (await OpenTransactionsAsync(host)).ShouldBe(0);

        released.Set();
        await AnnouncedAsync(host, Order);
    }

    private static async Task<int> OpenTransactionsAsync(EmailHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<EmailDbContext>().Database.SqlQuery<int>(
            $"""
            SELECT count(*)::int AS "Value" FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'
            """).ToListAsync(Cancelled)).Single();
    }
}
