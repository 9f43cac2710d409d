using Microservices.Email.Data;
using Microservices.Email.Ledger;
using Microservices.Email.Sending;
using Microservices.Email.Tests.Support;
using Microservices.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Email.Tests;

/// <summary>One mail with its PDF per invoice, beside the confirmation of the order.</summary>
public sealed class When_an_invoice_is_stored : InvoicePipelineTest
{
    [Fact]
    public async Task Should_send_its_pdf_to_the_customer_and_record_it()
    {
        await using var host = await StartWithInvoicesAsync();

        await host.PublishAsync(Order, Order.OrderId, Cancelled);
        await host.PublishAsync(Stored, Guid.NewGuid(), Cancelled);

        await SentAsync(host, Stored);
        await AnnouncedAsync(host, Order);
        MailServer.Mails.Count.ShouldBe(2);
        var received = MailServer.Mails.Single(mail => mail.Read().MessageId == $"invoice-{Order.OrderId}@shop.example");
        received.To.ShouldBe("ada@example.test");
        var (name, pdf) = AttachmentOf(received.Read());
        name.ShouldBe("INV-2026-000042.pdf");
        pdf.ShouldBe(Pdf);
        Invoices.Requests.ShouldHaveSingleItem().Agent.ShouldBe("microservices-email");
        host.Announced.ShouldHaveSingleItem().Message.MailMessageId.ShouldBe($"order-{Order.OrderId}@shop.example");
        (await InvoiceRowAsync(host)).MailMessageId.ShouldBe($"invoice-{Order.OrderId}@shop.example");
    }

    [Fact]
    public async Task Should_absorb_duplicates_under_the_same_and_under_other_ids()
    {
        await using var host = await StartWithInvoicesAsync();
        var invoices = Enumerable.Range(0, 10).Select(_ => TestInvoices.Stored(TestOrders.Order(), Pdf)).ToList();

        await Task.WhenAll(invoices.SelectMany(invoice => new[]
        {
            host.PublishAsync(invoice, invoice.OrderId, Cancelled),
            host.PublishAsync(invoice, invoice.OrderId, Cancelled),
            host.PublishAsync(invoice, Guid.NewGuid(), Cancelled),
            host.PublishAsync(invoice, Guid.NewGuid(), Cancelled),
        }));

        foreach (var invoice in invoices)
            await SentAsync(host, invoice);
        await Eventually.Holds(async () => await Broker.CountMessagesAsync(InvoiceQueue, Cancelled) == 0, "the queue is empty",
            null, Cancelled);
        await host.PublishAsync(Stored, Order.OrderId, Cancelled); // nothing is still to come when the last of all is through
        await SentAsync(host, Stored);

        MailServer.Mails.Select(mail => mail.Read().MessageId).ShouldBeUnique();
        MailServer.Mails.Count.ShouldBe(invoices.Count + 1);
        host.RepeatedSends.GetMeasurementSnapshot().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_send_once_when_two_instances_get_a_copy_each_at_the_same_time()
    {
        await using var first = await StartWithInvoicesAsync(("Messaging:RedeliveryIntervals:0", "00:00:01"));
        await using var second = await StartWithInvoicesAsync(("Messaging:RedeliveryIntervals:0", "00:00:01"));
        using var released = new ManualResetEventSlim();
        Invoices.Answer = async _ =>
        {
            await Task.Run(() => released.Wait(Cancelled), Cancelled);
            return false;
        };

        await first.PublishAsync(Stored, Guid.NewGuid(), Cancelled);
        await second.PublishAsync(Stored, Guid.NewGuid(), Cancelled);
        await Eventually.Holds(async () => await Broker.CountMessagesAsync($"{InvoiceQueue}_redelivery_1s", Cancelled) == 1,
            "one of them waits", null, Cancelled);
        released.Set();

        await SentAsync(first, Stored);
        await Eventually.Holds(async () => await Broker.CountMessagesAsync($"{InvoiceQueue}_redelivery_1s", Cancelled) == 0
            && await Broker.CountMessagesAsync(InvoiceQueue, Cancelled) == 0, "the other is through", null, Cancelled);
        MailServer.Mails.ShouldHaveSingleItem();
        Invoices.Requests.ShouldHaveSingleItem();
        (await InvoiceRowAsync(first)).Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Should_repeat_the_same_mail_and_count_it_when_the_first_sender_died()
    {
        await using var host = await StartWithInvoicesAsync();
        // What a sender leaves behind that is killed between its claim and the commit.
        await host.Services.GetRequiredService<DeliveryLedger>().ClaimAsync(
            MailKind.Invoice, Order.OrderId, Order.OrderId, "invoice@shop.example", lease: TimeSpan.Zero, Cancelled);

        await host.PublishAsync(Stored, Order.OrderId, Cancelled);

        await SentAsync(host, Stored);
        MailServer.Mails.ShouldHaveSingleItem().Read().MessageId.ShouldBe($"invoice-{Order.OrderId}@shop.example");
        var counted = host.RepeatedSends.GetMeasurementSnapshot().ShouldHaveSingleItem();
        counted.Tags["kind"].ShouldBe("invoice");
        (await InvoiceRowAsync(host)).RepeatedSends.ShouldBe(1);
    }

    [Fact]
    public async Task Should_leave_a_sender_alone_that_may_still_wait_for_the_document()
    {
        await using var host = await StartWithInvoicesAsync(("Email:Invoices:TotalTimeout", "00:01:00"));
        await host.PublishAsync(Stored, Order.OrderId, Cancelled);
        await SentAsync(host, Stored);

        var row = await InvoiceRowAsync(host);

        // 30 s for the mail server, 15 s more than that, and a minute for Invoice.
        (row.ClaimedUntil - row.SendingAt).ShouldBe(TimeSpan.FromSeconds(105));
    }

    [Fact]
    public async Task Should_park_a_rejected_recipient_and_send_when_it_is_replayed()
    {
        await using var host = await StartWithInvoicesAsync();
        MailServer.Answer = ScriptedSmtpServer.Once("RCPT TO", "550 5.1.1 <ada@example.test>: no such user");

        await host.PublishAsync(Stored, Order.OrderId, Cancelled);

        (await DeadLetterAsync<RecipientRejectedException>()).ShouldBe("The mail server rejected the recipient: 550 5.1.1 <recipient>: no such user");
        (await InvoiceRowAsync(host)).Status.ShouldBe(DeliveryStatus.Rejected);

        await host.PublishAsync(Stored, Order.OrderId, Cancelled);

        await SentAsync(host, Stored);
        MailServer.Mails.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("true", "earlier_release")]
    [InlineData("false", "switched_off")]
    public async Task Should_take_an_event_that_gets_no_mail_and_count_it(string enabled, string reason)
    {
        await using var host = await StartWithInvoicesAsync(("Email:InvoiceMail:Enabled", enabled));
        var stored = Stored with { Summary = enabled == "true" ? null : Stored.Summary };

        await host.PublishAsync(stored, Order.OrderId, Cancelled);

        await Eventually.Holds(() => host.Skipped.GetMeasurementSnapshot().Count == 1, "the event is counted", null, Cancelled);
        var counted = host.Skipped.GetMeasurementSnapshot().ShouldHaveSingleItem();
        counted.Tags["reason"].ShouldBe(reason);
        counted.Tags["kind"].ShouldBe("invoice");
        await Eventually.Holds(async () => await Broker.CountMessagesAsync(InvoiceQueue, Cancelled) == 0, "it is acknowledged",
            null, Cancelled);
        (await Broker.CountMessagesAsync($"{InvoiceQueue}_error", Cancelled)).ShouldBe(0);
        MailServer.Mails.ShouldBeEmpty();
        (await host.FindAsync(Order.OrderId, Cancelled, MailKind.Invoice)).ShouldBeNull();
    }

    // Invoice announces a document under one message id, however often.
    [Fact]
    public async Task Should_send_and_record_what_got_no_mail_before_when_it_comes_again()
    {
        await using (var before = await StartWithInvoicesAsync(("Email:InvoiceMail:Enabled", "false")))
        {
            await before.PublishAsync(Stored, Order.OrderId, Cancelled);
            await Eventually.Holds(() => before.Skipped.GetMeasurementSnapshot().Count == 1, "the event is counted", null, Cancelled);
            await Eventually.Holds(async () => await Broker.CountMessagesAsync(InvoiceQueue, Cancelled) == 0, "it is acknowledged",
                null, Cancelled);
        }

        await using var host = await StartWithInvoicesAsync();
        await host.PublishAsync(Stored, Order.OrderId, Cancelled);

        await SentAsync(host, Stored);
        MailServer.Mails.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("/internal")]
    [InlineData("/internal/")]
    [InlineData("/internal/ \n")]
    public async Task Should_ask_below_the_address_however_it_ends(string end)
    {
        var path = $"/internal/invoices/{TestInvoices.Number}.pdf";
        Invoices.Pdfs[path] = Pdf;
        await using var host = await StartWithInvoicesAsync(("Email:Invoices:Address", Invoices.Address + end));

        await host.PublishAsync(Stored, Order.OrderId, Cancelled);

        await SentAsync(host, Stored);
        Invoices.Requests.ShouldHaveSingleItem().Path.ShouldBe(path);
    }
}
