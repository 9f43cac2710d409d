using MassTransit;
using Microservices.Email.Data;
using Microservices.Email.Ledger;
using Microservices.Email.Sending;
using Microservices.Email.Tests.Support;
using Microservices.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Email.Tests;

/// <summary>One mail per order when the sender, the line, the commit or the broker fails on the way.</summary>
public sealed class When_sending_is_interrupted : EmailPipelineTest
{
    [Fact]
    public async Task Should_repeat_the_same_mail_and_count_it_when_the_first_sender_died()
    {
        await using var host = await StartAsync();
        // What a sender leaves behind that is killed between the server's reply and its commit.
        await host.Services.GetRequiredService<DeliveryLedger>().ClaimAsync(
            MailKind.Confirmation, Order.OrderId, Order.OrderId, "order@shop.example", lease: TimeSpan.Zero, Cancelled);

        await host.PublishAsync(Order, Order.OrderId, Cancelled);

        await AnnouncedAsync(host, Order);
        MailServer.Mails.ShouldHaveSingleItem().Read().MessageId.ShouldBe($"order-{Order.OrderId}@shop.example");
        host.RepeatedSends.GetMeasurementSnapshot().ShouldHaveSingleItem().Value.ShouldBe(1);
        (await RowAsync(host)).RepeatedSends.ShouldBe(1);
    }

    [Fact]
    public async Task Should_wait_while_another_sender_may_be_alive()
    {
        await using var host = await StartAsync(("Messaging:RedeliveryIntervals:0", "00:00:03"));
        await host.Services.GetRequiredService<DeliveryLedger>().ClaimAsync(
            MailKind.Confirmation, Order.OrderId, Order.OrderId, "order@shop.example", lease: TimeSpan.FromSeconds(2), Cancelled);

        await host.PublishAsync(Order, Order.OrderId, Cancelled);

        await Eventually.Holds(async () => await Broker.CountMessagesAsync($"{Queue}_redelivery_3s", Cancelled) == 1,
            "the message waits for its redelivery", null, Cancelled);
        MailServer.Mails.ShouldBeEmpty();
        await AnnouncedAsync(host, Order);
        MailServer.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_repeat_the_same_mail_when_the_line_broke_before_the_reply()
    {
        await using var host = await StartAsync();
        MailServer.Answer = ScriptedSmtpServer.Once(ScriptedSmtpServer.EndOfData, ScriptedSmtpServer.HangUp);

        await host.PublishAsync(Order, Order.OrderId, Cancelled);

        await AnnouncedAsync(host, Order);
        MailServer.Mails.Count.ShouldBe(2);
        MailServer.Mails.Select(mail => mail.Read().MessageId).Distinct().ShouldHaveSingleItem();
        host.RepeatedSends.GetMeasurementSnapshot().ShouldHaveSingleItem().Value.ShouldBe(1);
        host.Announced.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_not_send_again_when_only_the_commit_failed()
    {
        var commits = new FailingCommits();
        await using var host = await StartAsync(commits);
        commits.FailNext(2);

        await host.PublishAsync(Order, Order.OrderId, Cancelled);

        await AnnouncedAsync(host, Order);
        commits.Failed.ShouldBe(2);
        MailServer.Mails.Count.ShouldBe(1);
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

        await host.PublishAsync(Order, Order.OrderId, Cancelled);

        await Eventually.Holds(async () => await Broker.CountMessagesAsync($"{Queue}_error", Cancelled) == 1,
            "the message is in the error queue", null, Cancelled);
        var message = (await Broker.GetMessagesAsync($"{Queue}_error", Cancelled)).ShouldHaveSingleItem();
        message.Header("MT-Fault-ExceptionType").ShouldBe(typeof(MailRejectedException).FullName);
        MailServer.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_not_send_again_when_the_broker_goes_away_while_it_sends()
    {
        await using var proxy = TcpProxy.Start(Broker.ConnectionString);
        var consumed = new ConsumedMessages();
        await using var host = await StartAsync(services => services.AddConsumeObserver(_ => consumed),
            ("ConnectionStrings:Broker", proxy.Redirect(Broker.ConnectionString)),
            ("Messaging:RedeliveryIntervals:0", "00:00:01"), ("Messaging:RedeliveryIntervals:1", "00:00:02"));
        using var arrived = new ManualResetEventSlim();
        using var released = new ManualResetEventSlim();
        MailServer.Answer = command =>
        {
            if (command == ScriptedSmtpServer.EndOfData)
            {
                arrived.Set();
                released.Wait(Cancelled);
            }

            return null;
        };

        await host.PublishAsync(Order, Order.OrderId, Cancelled);
        await Eventually.Holds(() => arrived.IsSet, "the mail server has the mail", null, Cancelled);
        proxy.Refuse();
        proxy.CutConnections();
        await Eventually.Holds(() => consumed.Cancelled, "the message is cancelled with its connection", null, Cancelled);
        released.Set();
        await Eventually.Holds(async () => (await RowAsync(host)).Status == DeliveryStatus.Sent, "the mail is recorded", null,
            Cancelled);
        proxy.Accept();

        await AnnouncedAsync(host, Order);
        await Eventually.Holds(async () => await Broker.CountMessagesAsync(Queue, Cancelled) == 0, "the queue is empty",
            null, Cancelled);
        MailServer.Mails.Count.ShouldBe(1);
        host.RepeatedSends.GetMeasurementSnapshot().ShouldBeEmpty();
    }
}
