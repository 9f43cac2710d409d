using Microservices.Email.Sending;
using Microservices.Email.Tests.Support;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Microservices.Email.Tests.Sending;

/// <summary>Two mail readers show the customer's name and the order number exactly as the order has them.</summary>
public class LiteralHeadersTests
{
    public static TheoryData<string, string> Texts { get; } = new()
    {
        { "Ada Byron", "Ada Byron" },
        { "=?utf-8?q?Your_bank?=", "=?utf-8?q?Your_bank?=" },
        { "=?utf-8?b?WW91ciBiYW5r?=", "=?utf-8?b?WW91ciBiYW5r?=" },
        { "=?utf-8?q?Your?= =?utf-8?q?_bank?=", "=?utf-8?q?Your?= =?utf-8?q?_bank?=" },
        { "Zoë =?utf-8?b?WA==?=", "Zoë =?utf-8?b?WA==?=" },
        { "山田=?utf-8?q?bank?=太郎", "山田=?utf-8?q?bank?=太郎" },
        { "x=?utf-8?q?Your_bank?=y", "x=?utf-8?q?Your_bank?=y" },
        { "=?iso-8859-1*en?Q?Your=20bank?=", "=?iso-8859-1*en?Q?Your=20bank?=" },
        { "\"=?utf-8?q?Your_bank?=\"", "\"=?utf-8?q?Your_bank?=\"" },
        { "=?utf-8?q?Your_bank?=, Ltd.", "=?utf-8?q?Your_bank?=, Ltd." },
        { "(=?utf-8?q?Your_bank?=)", "(=?utf-8?q?Your_bank?=)" },
        { "=?utf-8?q?Your\r\n _bank?=", "=?utf-8?q?Your _bank?=" },
        { "=?utf-8?q?Your\u202E_bank?=", "=?utf-8?q?Your_bank?=" },
        { "=? not one ?=", "=? not one ?=" },
        { "Ada\r\nBcc: all@example.test", "Ada Bcc: all@example.test" },
        { "Ada\u2066\u202Edlrow\u202C\u2069", "Adadlrow" },
        { "\"ceo@bank.example\" <ceo@bank.example>", "\"ceo@bank.example\" <ceo@bank.example>" },
        { "ceo@bank.example", "ceo@bank.example" },
        { "Byron, Ada; Countess: of Lovelace", "Byron, Ada; Countess: of Lovelace" },
        { "back\\slash and \"quote", "back\\slash and \"quote" },
        { "می‌خواهم क्‍ष 👩‍💻", "می‌خواهم क्‍ष 👩‍💻" },
        { "half \ud800 a character", "half a character" },
        { "undisclosed recipients:;", "undisclosed recipients:;" },
        { Long("word "), Long("word ").TrimEnd() },
        { Long("語=?"), Long("語=?") },
        { Long("=?utf-8?q?x?= "), Long("=?utf-8?q?x?= ").TrimEnd() },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Should_arrive_as_they_are(string text, string expected)
    {
        foreach (var international in new[] { false, true })
        {
            var address = international ? "zoë@example.test" : "ada@example.test";
            var bytes = Write(text, address, international);

            using var stream = new MemoryStream(bytes);
            var message = MimeMessage.Load(stream, TestContext.Current.CancellationToken);
            message.To.Mailboxes.ShouldHaveSingleItem().Name.ShouldBe(expected);
            message.To.Mailboxes.Single().Address.ShouldBe(address);
            message.Subject.ShouldBe($"Your order {expected} is confirmed");
            message.From.Mailboxes.Single().Name.ShouldBe(expected);
            message.ReplyTo.Mailboxes.Single().Name.ShouldBe(expected);
            message.Bcc.ShouldBeEmpty();

            var reader = new HeaderReader(bytes);
            reader.Mailbox("To").ShouldBe((expected, address));
            reader.Mailbox("From").ShouldBe((expected, "orders@shop.example"));
            reader.Text("Subject").ShouldBe($"Your order {expected} is confirmed");
            reader.LinesOf("To").Concat(reader.LinesOf("Subject"))
                .ShouldAllBe(line => System.Text.Encoding.UTF8.GetByteCount(line) <= 998, "RFC 5322 §2.1.1");
        }
    }

    [Fact]
    public void Should_be_told_from_what_a_reader_decodes()
    {
        var reader = new HeaderReader("To: =?utf-8?q?Your?=\r\n =?utf-8?b?IGJhbms=?= \"=?utf-8?q?x?=\" <a@b.example>\r\nSubject: =?utf-8?q?=C3=A4?= b\r\n\r\n"u8.ToArray());

        reader.Mailbox("To").ShouldBe(("Your bank =?utf-8?q?x?=", "a@b.example"));
        reader.Text("Subject").ShouldBe("ä b");
    }

    private static byte[] Write(string text, string address, bool international)
    {
        var options = new SenderOptions { Address = "orders@shop.example", Name = text, ReplyTo = "service@shop.example" };
        var order = TestOrders.Order(name: text, email: address) with { OrderNumber = text };
        var message = new ConfirmationWriter(new MailComposer(Options.Create(options), TimeProvider.System), TestLinks.None).Write(order).Message;

        using var stream = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.International = international;
        message.Prepare(EncodingConstraint.SevenBit);
        message.WriteTo(format, stream, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }

    private static string Long(string part) => string.Concat(Enumerable.Repeat(part, 200));
}
