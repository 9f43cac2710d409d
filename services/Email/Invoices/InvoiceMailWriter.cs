using Contracts.Invoice;
using Microservices.Email.Data;
using Microservices.Email.Rendering;
using Microservices.Email.Sending;
using Microservices.ServiceDefaults.Customers.Links;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Microservices.Email.Invoices;

/// <summary>Makes an invoice into a mail with its PDF.</summary>
internal sealed class InvoiceMailWriter(MailComposer composer, InvoiceAttachments attachments, CustomerLinks links,
    IOptions<InvoiceMailOptions> options)
    : IMailWriter<InvoiceDocumentStored>
{
    public MailKind Kind => MailKind.Invoice;

    public TimeSpan WritingTimeout => attachments.Timeout;

    public Guid OrderIdOf(InvoiceDocumentStored message) => message.OrderId;

    public string? FindReasonForNone(InvoiceDocumentStored message) =>
        !options.Value.Enabled ? "switched_off"
        : message.Summary is null ? "earlier_release" // or an invoice that one issued
        : null;

    public async Task<OrderMail> WriteAsync(InvoiceDocumentStored message, CancellationToken cancellationToken)
    {
        var invoice = message.Summary!; // asked for above
        var recipient = MailComposer.RecipientOf(invoice.Customer);
        var pdf = await attachments.FetchAsync(message.InvoiceNumber, invoice, cancellationToken);
        var notice = InvoiceNotice.Of(message.InvoiceNumber, invoice, composer.ShopName, links.For(message.OrderId));
        var body = new Multipart("mixed")
        {
            MailComposer.BodyOf(message.OrderId, notice.LanguageTag, InvoiceTextBody.Write(notice), InvoiceHtmlBody.Write(notice)),
            Attach(message.InvoiceNumber, pdf),
        };
        body.Boundary = $"=-mixed-{message.OrderId:N}"; // not the beginning of the inner one, nor the other way round
        return composer.Compose(Kind, message.OrderId, recipient, notice.Texts.Subject(notice.InvoiceNumber), body);
    }

    private static MimePart Attach(string invoiceNumber, byte[] pdf) => new("application", "pdf")
    {
        Content = new MimeContent(new MemoryStream(pdf, writable: false)),
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
        ContentTransferEncoding = ContentEncoding.Base64,
        FileName = FileNameOf(invoiceNumber),
    };

    /// <summary>A name that every file system takes and no mail program mistakes: ASCII letters and digits, <c>-</c> and <c>_</c>.</summary>
    internal static string FileNameOf(string invoiceNumber) =>
        string.Concat(invoiceNumber.Select(character => char.IsAsciiLetterOrDigit(character) || character == '-' ? character : '_')) + ".pdf";
}
