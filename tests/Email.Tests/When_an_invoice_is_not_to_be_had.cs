using System.Net;
using Contracts.Invoice;
using Microservices.Email.Data;
using Microservices.Email.Invoices;
using Microservices.Email.Ledger;
using Microservices.Email.Sending;
using Microservices.Email.Tests.Support;
using Microservices.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microservices.Email.Tests;

/// <summary>No mail leaves without the very document that was announced.</summary>
public sealed class When_an_invoice_is_not_to_be_had : InvoicePipelineTest
{
    [Fact]
    public async Task Should_wait_while_invoice_is_away_and_send_later()
    {
        await using var host = await StartWithInvoicesAsync(("Messaging:RetryLimit", "0"));
        await Invoices.DisposeAsync();

        await host.PublishAsync(Stored, Order.OrderId, Cancelled);

        await Eventually.Holds(async () => (await host.WaitingForAsync()).Contains($"{InvoiceQueue} waits for the Invoice service", StringComparison.Ordinal),
            "the endpoint waits", null, Cancelled);
        var row = await InvoiceRowAsync(host);
        row.Status.ShouldBe(DeliveryStatus.Pending);
        row.ServerReply.ShouldNotBeNull().ShouldStartWith("Invoice could not be asked: ");
        (await HealthAsync(host)).ShouldBe(HealthStatus.Degraded);
        await Invoices.StartAsync(Cancelled);

        await SentAsync(host, Stored);
        MailServer.Mails.ShouldHaveSingleItem();
        host.RepeatedSends.GetMeasurementSnapshot().ShouldBeEmpty();
        (await HealthAsync(host)).ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Should_ask_again_within_moments_when_the_document_is_not_ready()
    {
        await using var host = await StartWithInvoicesAsync();
        var asked = 0;
        Invoices.Answer = context =>
        {
            if (Interlocked.Increment(ref asked) > 2)
                return Task.FromResult(false);
            context.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
            return Task.FromResult(true);
        };

        await host.PublishAsync(Stored, Order.OrderId, Cancelled);

        await SentAsync(host, Stored);
        Invoices.Requests.Count.ShouldBe(3);
        (await InvoiceRowAsync(host)).Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Should_ask_again_when_the_answer_breaks_off_in_the_middle()
    {
        await using var host = await StartWithInvoicesAsync();
        var asked = 0;
        Invoices.Answer = async context =>
        {
            if (Interlocked.Increment(ref asked) > 1)
                return false;
            context.Response.ContentLength = Pdf.Length;
            await context.Response.Body.WriteAsync(Pdf.AsMemory(0, 5000), Cancelled);
            await context.Response.Body.FlushAsync(Cancelled);
            context.Abort();
            return true;
        };

        await host.PublishAsync(Stored, Order.OrderId, Cancelled);

        await SentAsync(host, Stored);
        AttachmentOf(MailServer.Mails.ShouldHaveSingleItem().Read()).Content.ShouldBe(Pdf);
        Invoices.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_not_hammer_an_invoice_that_refuses_it()
    {
        await using var host = await StartWithInvoicesAsync(("Messaging:RetryLimit", "0"), ("Messaging:RedeliveryIntervals:0", "00:00:01"),
            ("Messaging:RedeliveryIntervals:1", "01:00:00"));
        Invoices.AlwaysAnswer(HttpStatusCode.Unauthorized);

        await host.PublishAsync(Stored, Order.OrderId, Cancelled);

        await Eventually.Holds(async () => await Broker.CountMessagesAsync($"{InvoiceQueue}_redelivery_3600s", Cancelled) == 1,
            "the message waits for its second redelivery", null, Cancelled);
        Invoices.Requests.Count(request => request.Path.Contains("/invoices/", StringComparison.Ordinal)).ShouldBe(2, "one each time");
        (await InvoiceRowAsync(host)).ServerReply.ShouldBe("Invoice answered 401 for the PDF of INV-2026-000042.");
    }

    [Fact]
    public async Task Should_park_at_once_what_invoice_does_not_have_and_send_when_it_is_replayed()
    {
        await using var host = await StartWithInvoicesAsync();
        Invoices.AlwaysAnswer(HttpStatusCode.NotFound);

        await host.PublishAsync(Stored, Order.OrderId, Cancelled);

        (await DeadLetterAsync<InvoiceDocumentWrongException>()).ShouldBe("Invoice has no PDF of INV-2026-000042: it answered 404.");
        Invoices.Requests.ShouldHaveSingleItem();
        (await InvoiceRowAsync(host)).Status.ShouldBe(DeliveryStatus.Rejected);
        MailServer.Mails.ShouldBeEmpty();
        Invoices.Answer = _ => Task.FromResult(false);

        await host.PublishAsync(Stored, Order.OrderId, Cancelled);

        await SentAsync(host, Stored);
        MailServer.Mails.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Should_park_at_once_another_document_than_the_announced_one()
    {
        await using var host = await StartWithInvoicesAsync();
        var other = TestInvoices.Pdf();
        Invoices.Pdfs[$"/invoices/{TestInvoices.Number}.pdf"] = other;

        await host.PublishAsync(Stored, Order.OrderId, Cancelled);

        (await DeadLetterAsync<InvoiceDocumentWrongException>()).ShouldBe($"The PDF of invoice INV-2026-000042 has the SHA-256 "
            + $"{TestInvoices.Stored(Order, other).Summary!.Sha256}, but {Stored.Summary!.Sha256} was announced.");
        Invoices.Requests.ShouldHaveSingleItem();
        MailServer.Mails.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, "more")]
    [InlineData(-1, "fewer")]
    public async Task Should_park_at_once_a_document_of_another_length(int more, string words)
    {
        await using var host = await StartWithInvoicesAsync();
        Invoices.Pdfs[$"/invoices/{TestInvoices.Number}.pdf"] = [.. Pdf.Take(Pdf.Length + Math.Min(more, 0)), .. new byte[Math.Max(more, 0)]];

        await host.PublishAsync(Stored, Order.OrderId, Cancelled);

        (await DeadLetterAsync<InvoiceDocumentWrongException>())
            .ShouldBe($"The PDF of invoice INV-2026-000042 has {words} than the 20000 bytes that were announced.");
        MailServer.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_not_even_ask_for_a_document_that_is_too_large()
    {
        await using var host = await StartWithInvoicesAsync(("Email:InvoiceMail:MaxSize", "19999"));

        await host.PublishAsync(Stored, Order.OrderId, Cancelled);

        (await DeadLetterAsync<InvoiceDocumentWrongException>()).ShouldBe("The PDF of invoice INV-2026-000042 has 20000 bytes; "
            + "1 to 19999 are attached (Email__InvoiceMail__MaxSize).");
        Invoices.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_not_suspect_a_repeated_mail_when_the_service_stopped_while_it_fetched()
    {
        await using var host = await StartWithInvoicesAsync();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        Invoices.Answer = async _ =>
        {
            await stopping.CancelAsync();
            return false;
        };
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var writer = scope.ServiceProvider.GetRequiredService<IMailWriter<InvoiceDocumentStored>>();
            var delivery = scope.ServiceProvider.GetRequiredService<MailDelivery>();
            await Should.ThrowAsync<OperationCanceledException>(
                () => delivery.DeliverAsync(writer, Stored, Order.OrderId, stopping.Token));
        }

        Invoices.Answer = _ => Task.FromResult(false);
        await host.PublishAsync(Stored, Order.OrderId, Cancelled);

        await SentAsync(host, Stored);
        MailServer.Mails.ShouldHaveSingleItem();
        host.RepeatedSends.GetMeasurementSnapshot().ShouldBeEmpty();
        (await InvoiceRowAsync(host)).RepeatedSends.ShouldBe(0);
    }

    private static async Task<HealthStatus> HealthAsync(EmailHost host) => (await host.Services.GetRequiredService<HealthCheckService>()
        .CheckHealthAsync(check => check.Name == InvoicesHealthCheck.Name, Cancelled)).Status;
}
