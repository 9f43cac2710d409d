using System.Globalization;
using System.Text.RegularExpressions;
using Contracts.Orders;
using Microservices.Email.Rendering;
using Microservices.Email.Tests.Support;
using Microservices.ServiceDefaults.Customers;

namespace Microservices.Email.Tests.Rendering;

public partial class ConfirmationTests
{
    [Theory]
    [InlineData("en-GB", "GBP")]
    [InlineData("de-DE", "EUR")]
    [InlineData("fr-FR", "EUR")]
    [InlineData("es-ES", "EUR")]
    [InlineData("pl-PL", "PLN")]
    public void Should_read_as_approved(string locale, string currency)
    {
        var confirmation = Confirmation.Of(TestOrders.Order(locale, currency), "Example Shop", TestLinks.Link);

        confirmation.ShouldSatisfyAllConditions(
            x => HtmlBody.Write(x).ShouldMatchGolden($"{locale}.html"),
            x => TextBody.Write(x).ShouldMatchGolden($"{locale}.txt"));
    }

    [Theory]
    [InlineData("en", "Your order 536365 is confirmed")]
    [InlineData("en-US", "Your order 536365 is confirmed")]
    [InlineData("de-AT", "Ihre Bestellung 536365 ist bestätigt")]
    [InlineData("fr-CA", "Votre commande 536365 est confirmée")]
    [InlineData("es-419", "Tu pedido 536365 está confirmado")]
    [InlineData("ja-JP", "Your order 536365 is confirmed")]
    [InlineData("", "Your order 536365 is confirmed")]
    [InlineData("no such tag", "Your order 536365 is confirmed")]
    [InlineData("xx-YY", "Your order 536365 is confirmed")]
    public void Should_speak_the_customers_language_or_english(string locale, string subject)
    {
        var confirmation = Confirmation.Of(TestOrders.Order(locale), "Example Shop");

        confirmation.Texts.Subject(confirmation.Order.Number).ShouldBe(subject);
    }

    [Theory]
    [InlineData("en-GB", "GBP", "1234.5", "£1,234.50")]
    [InlineData("de-DE", "EUR", "1234.5", "1.234,50 €")]
    [InlineData("fr-FR", "EUR", "1234.5", "1 234,50 €")]
    [InlineData("en-US", "USD", "1234.5", "$1,234.50")]
    [InlineData("en-CA", "USD", "1234.5", "USD 1,234.50")]
    [InlineData("de-DE", "USD", "1234.5", "1.234,50 USD")]
    [InlineData("ja-JP", "JPY", "1234", "￥1,234")]
    [InlineData("en-GB", "JPY", "1234", "JPY 1,234")]
    [InlineData("en-GB", "KWD", "1.2345", "KWD 1.2345")]
    [InlineData("en-GB", "KWD", "1.5", "KWD 1.500")]
    [InlineData("en-GB", "GBP", "0.001", "£0.001")]
    [InlineData("en-GB", "XTS", "2", "XTS 2.00")]
    public void Should_write_money_by_culture_and_currency(string locale, string currency, string amount, string expected)
    {
        var format = new CustomerFormat(CustomerCulture.Find(locale), currency);

        var money = format.Money(decimal.Parse(amount, CultureInfo.InvariantCulture));

        WithPlainBlanks(money).Replace('¥', '￥').ShouldBe(expected);
    }

    [Theory]
    [InlineData("en-GB", "7 March 2026, 14:05 UTC")]
    [InlineData("en-US", "March 7, 2026, 2:05 PM UTC")]
    [InlineData("de-DE", "7. März 2026, 14:05 UTC")]
    [InlineData("fr-FR", "7 mars 2026, 14:05 UTC")]
    [InlineData("es-ES", "7 de marzo de 2026, 14:05 UTC")]
    [InlineData("pt-BR", "7 de março de 2026, 14:05 UTC")]
    [InlineData("ja-JP", "2026年3月7日, 14:05 UTC")]
    public void Should_write_the_time_in_utc_by_culture(string locale, string expected)
    {
        var format = new CustomerFormat(CustomerCulture.Find(locale), "EUR");
        var atHome = TestOrders.ConfirmedAt.ToOffset(TimeSpan.FromHours(-5));

        WithPlainBlanks(format.Moment(atHome)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("en-GB", "All prices are net; the invoice adds VAT where it is due.")]
    [InlineData("de-DE", "Alle Preise sind netto; fällt Mehrwertsteuer an, weist die Rechnung sie zusätzlich aus.")]
    public void Should_say_that_vat_may_come_on_top_of_net_prices(string locale, string note)
    {
        var confirmation = Confirmation.Of(TestOrders.Order(locale, "EUR") with { PricesIncludeVat = false }, "Example Shop");

        confirmation.ShouldSatisfyAllConditions(x => HtmlBody.Write(x).ShouldContain(note), x => TextBody.Write(x).ShouldContain(note));
    }

    [Fact]
    public void Should_add_up_to_the_cent()
    {
        var lines = Enumerable.Repeat(TestOrders.Line("A", "a tenth", 3, 0.10m), 1000).ToList();

        var confirmation = Confirmation.Of(TestOrders.Order(lines: lines), "Example Shop");

        confirmation.Order.Total.ShouldBe("£300.00");
    }

    [Fact]
    public void Should_show_a_fine_price_and_round_each_line()
    {
        var lines = Enumerable.Repeat(TestOrders.Line("A", "a screw", 3, 0.015m), 2).ToList();

        var confirmation = Confirmation.Of(TestOrders.Order(lines: lines), "Example Shop");

        confirmation.Order.Lines[0].UnitPrice.ShouldBe("£0.015");
        confirmation.Order.Lines[0].Amount.ShouldBe("£0.05");
        confirmation.Order.Total.ShouldBe("£0.10", "the sum of what the lines show");
    }

    [Fact]
    public void Should_encode_every_value()
    {
        const string Attack = "<script>alert('x')</script>\"&";
        var order = TestOrders.Order(name: Attack, lines: [TestOrders.Line(Attack, Attack, 1, 1m)]) with
        {
            OrderNumber = Attack,
            ShippingAddress = new ShippingAddress
            {
                Name = Attack,
                Line1 = Attack,
                Line2 = Attack,
                PostalCode = Attack,
                City = Attack,
                Region = Attack,
                Country = Attack,
            },
        };

        var html = HtmlBody.Write(Confirmation.Of(order, Attack));

        html.ShouldNotContain("<script");
        html.ShouldNotContain("alert('x')");
        // Name, number (title, preview, facts), sku, description, 6 address parts, shop (head, foot, footer).
        Regex.Count(html, "&lt;script&gt;").ShouldBeGreaterThanOrEqualTo(14);
        Tags().Matches(html).ShouldAllBe(tag => !tag.Value.Contains("alert"));
    }

    [Fact]
    public void Should_keep_every_value_on_one_line()
    {
        const string Attack = "Ada\r\nBcc: all@example.test\u2028Total: £0.00\u202Eevil\u0000";
        var order = TestOrders.Order(name: Attack, lines: [TestOrders.Line(Attack, Attack, 1, 1m)]) with
        {
            OrderNumber = Attack,
            ShippingAddress = new ShippingAddress { City = Attack },
        };
        var confirmation = Confirmation.Of(order, Attack);

        var text = TextBody.Write(confirmation);

        confirmation.Order.CustomerName.ShouldBe("Ada Bcc: all@example.test Total: £0.00evil");
        confirmation.Texts.Subject(confirmation.Order.Number).ShouldNotContain('\n');
        text.Split('\n').ShouldNotContain(line => line.StartsWith("Bcc:") || line == "Total: £0.00");
        text.ShouldNotContain('\u202E');
    }

    [Fact]
    public void Should_hold_a_very_long_order()
    {
        var lines = Enumerable.Range(1, 1114).Select(i => TestOrders.Line($"SKU{i}", $"Item {i}", i, 1.01m)).ToList();

        var confirmation = Confirmation.Of(TestOrders.Order(lines: lines), "Example Shop");
        var html = HtmlBody.Write(confirmation);
        var text = TextBody.Write(confirmation);

        html.ShouldContain("SKU1114");
        text.ShouldContain("SKU1114");
        // 1114 × 1115 / 2 × 1.01
        confirmation.Order.Total.ShouldBe("£627,265.55");
        html.IndexOf(confirmation.Order.Total, StringComparison.Ordinal)
            .ShouldBeLessThan(8_000, "mail programs cut long mails, so the total comes first");
    }

    [Fact]
    public void Should_fit_an_order_of_200_lines_below_gmails_limit()
    {
        var lines = Enumerable.Range(1, 200)
            .Select(i => TestOrders.Line($"8512{i}A", "WHITE HANGING HEART T-LIGHT HOLDER", 6, 2.55m)).ToList();

        var html = HtmlBody.Write(Confirmation.Of(TestOrders.Order(lines: lines), "Example Shop"));

        System.Text.Encoding.UTF8.GetByteCount(html).ShouldBeLessThan(102 * 1024);
    }

    [Fact]
    public void Should_show_links_above_the_lines_and_none_where_there_are_none()
    {
        var with = Confirmation.Of(TestOrders.Order("de-DE"), "Example Shop", TestLinks.Link);
        var without = Confirmation.Of(TestOrders.Order("de-DE"), "Example Shop");

        foreach (var body in new[] { HtmlBody.Write(with), TextBody.Write(with) })
        {
            body.ShouldContain(TestLinks.Link.Order.AbsoluteUri);
            body.ShouldContain(TestLinks.Link.Invoice.AbsoluteUri);
            body.ShouldContain("28. Februar 2027");
            body.IndexOf(TestLinks.Link.Order.AbsoluteUri, StringComparison.Ordinal)
                .ShouldBeLessThan(body.IndexOf(with.Order.Words.Items, StringComparison.Ordinal), "mail programs cut long mails");
        }

        HtmlBody.Write(without).ShouldNotContain("/my/");
        TextBody.Write(without).ShouldNotContain("/my/");
    }

    [Fact]
    public void Should_leave_the_address_out_when_there_is_none()
    {
        var confirmation = Confirmation.Of(TestOrders.Order() with { ShippingAddress = null }, "Example Shop");

        HtmlBody.Write(confirmation).ShouldNotContain(confirmation.Order.Words.ShippingAddress);
        TextBody.Write(confirmation).ShouldNotContain(confirmation.Order.Words.ShippingAddress);
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    private static string WithPlainBlanks(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');
}
