using System.Text;
using Microservices.Email.Data;
using Microservices.Email.Invoices;
using Microservices.Email.Sending;
using Microservices.Email.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Microservices.Email.Tests.Invoices;

public sealed class InvoiceMailWriterTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 7, 14, 6, 0, TimeSpan.Zero);

    private readonly byte[] _pdf = TestInvoices.Pdf();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<EmailMetrics>().BuildServiceProvider();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Should_write_a_mail_with_text_html_and_the_file()
    {
        var order = TestOrders.Order();

        var message = Read(Bytes(await WriteAsync(order)));

        message.MessageId.ShouldBe($"invoice-{order.OrderId}@shop.example");
        message.From.ToString().ShouldBe("\"Example Shop\" <orders@shop.example>");
        message.To.ToString().ShouldBe("\"Ada Byron\" <ada@example.test>");
        message.Subject.ShouldBe("Your invoice INV-2026-000042");
        message.Date.ShouldBe(Now);
        message.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        var mixed = message.Body.ShouldBeOfType<Multipart>();
        mixed.ContentType.MimeType.ShouldBe("multipart/mixed");
        mixed.Count.ShouldBe(2);
        mixed[0].ShouldBeOfType<MultipartAlternative>().Headers["Content-Language"].ShouldBe("en-GB");
        message.TextBody.ShouldNotBeNull().ShouldContain("£1,263.90");
        message.HtmlBody.ShouldNotBeNull().ShouldContain("£1,263.90");
        var attached = mixed[1].ShouldBeOfType<MimePart>();
        attached.ContentType.MimeType.ShouldBe("application/pdf");
        attached.ContentDisposition.ShouldNotBeNull().Disposition.ShouldBe("attachment");
        using var content = new MemoryStream();
        attached.Content.ShouldNotBeNull().DecodeTo(content, Cancelled);
        content.ToArray().ShouldBe(_pdf);
    }

    [Fact]
    public async Task Should_write_the_same_mail_again_for_the_same_invoice()
    {
        var order = TestOrders.Order();

        Bytes(await WriteAsync(order)).ShouldBe(Bytes(await WriteAsync(order)));
    }

    [Fact]
    public async Task Should_write_lines_that_every_server_takes()
    {
        var lines = Encoding.UTF8.GetString(Bytes(await WriteAsync(TestOrders.Order("de-DE", "EUR", "Zoë Müller")))).Split('\n');

        lines.ShouldAllBe(line => line.Length <= 998 && line.All(char.IsAscii));
    }

    [Fact]
    public async Task Should_let_no_value_add_a_header()
    {
        const string Attack = "x\r\nBcc: all@example.test\r\n\r\n<b>body</b>";
        var order = TestOrders.Order(name: Attack) with { OrderNumber = Attack };

        var message = Read(Bytes(await WriteAsync(order, number: Attack)));

        message.Headers.ShouldNotContain(header => header.Field == "Bcc");
        message.To.Count.ShouldBe(1);
        message.Subject.ShouldBe("Your invoice x Bcc: all@example.test <b>body</b>");
        message.Attachments.ShouldHaveSingleItem().ShouldBeOfType<MimePart>().FileName
            .ShouldBe("x__Bcc__all_example_test_____b_body__b_.pdf");
    }

    [Theory]
    [InlineData("INV-2026-000001", "INV-2026-000001.pdf")]
    [InlineData("../../etc/passwd", "______etc_passwd.pdf")]
    [InlineData("2026/1", "2026_1.pdf")]
    [InlineData(".hidden", "_hidden.pdf")]
    [InlineData("nota.exe", "nota_exe.pdf")]
    [InlineData("Nº1\"", "N_1_.pdf")]
    public void Should_name_the_file_by_the_number_and_safely(string number, string name) =>
        InvoiceMailWriter.FileNameOf(number).ShouldBe(name);

    [Fact]
    public async Task Should_not_fetch_a_file_for_an_address_that_gets_no_mail()
    {
        await Should.ThrowAsync<RecipientRejectedException>(() => WriteAsync(TestOrders.Order(email: "ada"), documents: new NoDocuments()));
    }

    private async Task<OrderMail> WriteAsync(
        global::Contracts.Orders.OrderConfirmed order, string number = TestInvoices.Number, IInvoiceDocuments? documents = null)
    {
        var options = Options.Create(new InvoiceMailOptions());
        var composer = new MailComposer(
            Options.Create(new SenderOptions { Address = "orders@shop.example", Name = "Example Shop" }), new FakeTimeProvider(Now));
        var attachments = new InvoiceAttachments(documents ?? new OneDocument(_pdf), options,
            _services.GetRequiredService<EmailMetrics>(), TimeProvider.System);
        var mail = await new InvoiceMailWriter(composer, attachments, TestLinks.Some, options)
            .WriteAsync(TestInvoices.Stored(order, _pdf, number: number), Cancelled);
        mail.Kind.ShouldBe(MailKind.Invoice);
        return mail;
    }

    private static byte[] Bytes(OrderMail mail)
    {
        using var stream = new MemoryStream();
        mail.Message.Prepare(EncodingConstraint.SevenBit);
        mail.Message.WriteTo(stream, Cancelled);
        return stream.ToArray();
    }

    private static MimeMessage Read(byte[] mail)
    {
        using var stream = new MemoryStream(mail);
        return MimeMessage.Load(stream, Cancelled);
    }

    private sealed class OneDocument(byte[] pdf) : IInvoiceDocuments
    {
        public TimeSpan Timeout => TimeSpan.Zero;

        public Task<byte[]> ReadAsync(string invoiceNumber, int length, CancellationToken cancellationToken) => Task.FromResult(pdf);
    }

    private sealed class NoDocuments : IInvoiceDocuments
    {
        public TimeSpan Timeout => TimeSpan.Zero;

        public Task<byte[]> ReadAsync(string invoiceNumber, int length, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("It is asked for a file.");
    }
}
