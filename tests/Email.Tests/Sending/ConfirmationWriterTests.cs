using System.Runtime.CompilerServices;
using Microservices.Email.Sending;
using Microservices.Email.Tests.Support;
using Microservices.ServiceDefaults.Customers.Links;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Microservices.Email.Tests.Sending;

public class ConfirmationWriterTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 7, 14, 6, 0, TimeSpan.Zero);

    [Fact]
    public void Should_write_a_mail_with_both_parts_and_its_headers()
    {
        var order = TestOrders.Order();

        var message = WrittenAndRead(Writer(replyTo: "service@shop.example").Write(order).Message);

        message.MessageId.ShouldBe($"order-{order.OrderId}@shop.example");
        message.From.ToString().ShouldBe("\"Example Shop\" <orders@shop.example>");
        message.To.ToString().ShouldBe("\"Ada Byron\" <ada@example.test>");
        message.ReplyTo.ToString().ShouldContain("service@shop.example");
        message.Subject.ShouldBe("Your order 536365 is confirmed");
        message.Date.ShouldBe(Now);
        message.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        message.Body.ShouldNotBeNull().Headers["Content-Language"].ShouldBe("en-GB");
        message.Body.ContentType.MimeType.ShouldBe("multipart/alternative");
        message.TextBody.ShouldNotBeNull().ShouldContain("£1,263.90");
        message.HtmlBody.ShouldNotBeNull().ShouldContain("£1,263.90");
    }

    [Fact]
    public void Should_write_the_same_mail_again_for_the_same_order()
    {
        var order = TestOrders.Order();

        Bytes(Writer().Write(order).Message).ShouldBe(Bytes(Writer().Write(order).Message));
    }

    [Fact]
    public void Should_let_go_of_mails_that_were_sent()
    {
        var writer = Writer(replyTo: "service@shop.example");

        var mails = ComposeAndForget(writer, count: 20);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        // The last may still be in a register; a writer that holds mails holds all of them.
        mails.Count(x => x.IsAlive).ShouldBeLessThan(2);
        GC.KeepAlive(writer);
    }

    [Fact]
    public void Should_let_no_value_add_a_header()
    {
        const string Attack = "x\r\nBcc: all@example.test\r\n\r\n<b>body</b>";
        var order = TestOrders.Order(name: Attack) with { OrderNumber = Attack };

        var message = WrittenAndRead(Writer().Write(order).Message);

        message.Headers.ShouldNotContain(header => header.Field == "Bcc");
        message.To.Count.ShouldBe(1);
        message.Subject.ShouldBe("Your order x Bcc: all@example.test <b>body</b> is confirmed");
    }

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@example.test")]
    [InlineData("Ada <ada@example.test>")]
    [InlineData("ada@example.test, eve@example.test")]
    [InlineData("ada@example.test\r\nRCPT TO:<eve@example.test>")]
    [InlineData("ada byron@example.test")]
    [InlineData("half\ufffd@example.test")]
    public void Should_reject_what_is_no_address(string address)
    {
        var failure = Should.Throw<RecipientRejectedException>(() => Writer().Write(TestOrders.Order(email: address)));

        failure.Message.ShouldNotContain("example.test");
    }

    [Theory]
    [InlineData("user@डाटामेल.भारत", "user@xn--c2bd4bq1db8d.xn--h2brj9c")]
    [InlineData("zoe@bu\u0308cher.example", "zoe@xn--bcher-kva.example")]
    [InlineData("zoe\u0308@bu\u0308cher.example", "zoë@xn--bcher-kva.example")]
    [InlineData("यूज़र@डाटामेल.भारत", "यूज़र@xn--c2bd4bq1db8d.xn--h2brj9c")]
    public void Should_take_addresses_of_any_script_and_composition(string address, string inAscii) =>
        MailboxAddress.EncodeAddrspec(Writer().Write(TestOrders.Order(email: address)).Recipient.Address)
            .ShouldBe(inAscii.Normalize());

    [Theory]
    [InlineData("Zoë Müller-Łódź", "zoe@example.test")]
    [InlineData("山田 太郎", "taro@例え.テスト")]
    [InlineData("\"Ada, Countess\" <x>", "ada@example.test")]
    public void Should_keep_names_of_any_script(string name, string address)
    {
        var message = WrittenAndRead(Writer().Write(TestOrders.Order(name: name, email: address)).Message);

        message.To.Mailboxes.ShouldHaveSingleItem().Name.ShouldBe(name);
    }

    [Fact]
    public void Should_carry_the_orders_link()
    {
        var order = TestOrders.Order();

        var message = WrittenAndRead(Writer(links: TestLinks.Some).Write(order).Message);

        var link = TestLinks.Some.For(order.OrderId)!; // it has a key
        message.TextBody.ShouldNotBeNull().ShouldContain(link.Order.AbsoluteUri);
        message.HtmlBody.ShouldNotBeNull().ShouldContain($"href=\"{link.Invoice.AbsoluteUri}\"");
        WrittenAndRead(Writer().Write(order).Message).TextBody.ShouldNotBeNull().ShouldNotContain("https://");
    }

    [Fact]
    public void Should_write_only_ascii_headers_to_an_international_domain()
    {
        var mail = Writer().Write(TestOrders.Order(name: "Zoë", email: "zoe@bücher.example"));

        var headers = System.Text.Encoding.UTF8.GetString(Bytes(mail.Message)).Split("\r\n\r\n")[0].Split("\n\n")[0];

        headers.ShouldAllBe(character => char.IsAscii(character));
        headers.ShouldContain("zoe@xn--bcher-kva.example");
    }

    private static ConfirmationWriter Writer(string? replyTo = null, CustomerLinks? links = null) => new(new MailComposer(
        Options.Create(new SenderOptions { Address = "orders@shop.example", Name = "Example Shop", ReplyTo = replyTo }),
        new FakeTimeProvider(Now)), links ?? TestLinks.None);

    private static byte[] Bytes(MimeMessage message)
    {
        using var stream = new MemoryStream();
        message.Prepare(EncodingConstraint.SevenBit);
        message.WriteTo(stream, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] ComposeAndForget(ConfirmationWriter writer, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new WeakReference(writer.Write(TestOrders.Order()).Message))];

    private static MimeMessage WrittenAndRead(MimeMessage message)
    {
        using var stream = new MemoryStream(Bytes(message));
        return MimeMessage.Load(stream, TestContext.Current.CancellationToken);
    }
}
