using Contracts.Invoice;
using Microservices.Email.Data;
using Microservices.Testing;
using MimeKit;

namespace Microservices.Email.Tests.Support;

/// <summary>The whole way of a mail with its invoice: RabbitMQ, PostgreSQL, a mail server, and Invoice as the test wants it.</summary>
public abstract class InvoicePipelineTest : EmailPipelineTest
{
    private protected const string InvoiceQueue = "email-invoice-document-stored";

    private protected ScriptedInvoices Invoices { get; } = new();

    private protected byte[] Pdf { get; } = TestInvoices.Pdf();

    private protected InvoiceDocumentStored Stored => field ??= TestInvoices.Stored(Order, Pdf);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Invoices.StartAsync(Cancelled);
        Invoices.Pdfs[$"/invoices/{TestInvoices.Number}.pdf"] = Pdf;
    }

    public override async ValueTask DisposeAsync()
    {
        await Invoices.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<EmailHost> StartWithInvoicesAsync(params (string Key, string? Value)[] settings) =>
        StartAsync([("Email:Invoices:Address", Invoices.Address), .. settings]);

    private protected static Task SentAsync(EmailHost host, InvoiceDocumentStored stored) => Eventually.Holds(
        async () => (await host.FindAsync(stored.OrderId, Cancelled, MailKind.Invoice))?.Status == DeliveryStatus.Sent,
        "the invoice is sent", null, Cancelled);

    private protected async Task<Delivery> InvoiceRowAsync(EmailHost host) =>
        (await host.FindAsync(Order.OrderId, Cancelled, MailKind.Invoice)).ShouldNotBeNull();

    /// <summary>Waits for the dead letter and checks its exception.</summary>
    private protected async Task<string?> DeadLetterAsync<TException>()
    {
        await Eventually.Holds(async () => await Broker.CountMessagesAsync($"{InvoiceQueue}_error", Cancelled) == 1,
            "the message is in the error queue", null, Cancelled);
        var message = (await Broker.GetMessagesAsync($"{InvoiceQueue}_error", Cancelled)).ShouldHaveSingleItem();
        message.Header("MT-Fault-ExceptionType").ShouldBe(typeof(TException).FullName);
        return message.Header("MT-Fault-Message");
    }

    /// <summary>The file that is attached to a mail, and its name.</summary>
    private protected static (string? Name, byte[] Content) AttachmentOf(MimeMessage mail)
    {
        var attachment = mail.Attachments.ShouldHaveSingleItem().ShouldBeOfType<MimePart>();
        attachment.ContentType.MimeType.ShouldBe("application/pdf");
        using var content = new MemoryStream();
        attachment.Content.ShouldNotBeNull().DecodeTo(content, Cancelled);
        return (attachment.FileName, content.ToArray());
    }
}
