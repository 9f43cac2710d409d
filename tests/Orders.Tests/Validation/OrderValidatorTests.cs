using Microservices.Orders.Validation;
using Microservices.Testing.Contracts;

namespace Microservices.Orders.Tests.Validation;

public class OrderValidatorTests
{
    [Fact]
    public void Should_take_an_order_that_breaks_no_rule()
    {
        var (order, violations) = TestOrders.Read(TestOrders.Json().ToJsonString());

        violations.Items.ShouldBeEmpty();
        order.ShouldNotBeNull();
        order.Total.ShouldBe(19.80m);
        order.Lines.Count.ShouldBe(2, "equal lines are legal and are not merged");
        order.Customer.Locale.ShouldBe("de-AT");
        order.ConfirmedAt.ShouldBe(new DateTimeOffset(2026, 5, 1, 8, 30, 0, TimeSpan.Zero));
        order.ShippingAddress!.Country.ShouldBe("EIRE");
        order.ShippingAddress.CountryCode.ShouldBe("IE");
    }

    [Theory]
    [InlineData("orderId")]
    [InlineData("orderNumber")]
    [InlineData("customer.locale")]
    [InlineData("shippingAddress")]
    [InlineData("confirmedAt")]
    [InlineData("billingAddress")]
    [InlineData("supplyDate")]
    [InlineData("pricesIncludeVat")]
    [InlineData("payment")]
    [InlineData("customer.vatId")]
    [InlineData("lines[0].vatCategory")]
    public void Should_do_without_what_has_a_default(string path)
    {
        foreach (var absent in new[] { "undefined", "null" })
        {
            var (order, violations) = TestOrders.Read(TestOrders.With(path, absent));
            violations.Items.ShouldBeEmpty();
            order!.Customer.Locale.ShouldBe(path == "customer.locale" ? "en" : "de-AT");
        }
    }

    [Theory]
    [InlineData("orderId", "\"00000000-0000-0000-0000-000000000000\"", Reasons.OrderIdInvalid)]
    [InlineData("orderId", "\"not-a-uuid\"", Reasons.OrderIdInvalid)]
    [InlineData("orderId", "7", Reasons.WrongType)]
    [InlineData("orderNumber", "\"  \"", Reasons.OrderNumberMissing)]
    [InlineData("orderNumber", "12", Reasons.WrongType)]
    [InlineData("orderNumber", "\"12345678901234567890123456789012345678901234567890123456789012345\"", Reasons.TextTooLong)]
    [InlineData("orderNumber", "\"a\\u0000b\"", Reasons.ControlCharacter)]
    [InlineData("orderNumber", "\"\\ufeff1001\"", Reasons.InvisibleCharacter)]
    [InlineData("lines[1].sku", "\"MUG\\u200bRED\"", Reasons.InvisibleCharacter)]
    [InlineData("lines[1].sku", "\"MUG-RED \"", Reasons.BlanksAround)]
    [InlineData("lines[1].sku", "\"MUG\\ufdd0\"", Reasons.EncodingNotUtf8)]
    [InlineData("customer.vatId", "\"DE12345\"", Reasons.VatIdInvalid)]
    [InlineData("customer.vatId", "\"GR123456789\"", Reasons.VatIdInvalid)]
    [InlineData("customer.vatId", "123456789", Reasons.WrongType)]
    [InlineData("billingAddress", "\"Cork\"", Reasons.WrongType)]
    [InlineData("billingAddress", "{ \"countryCode\": \"UK\" }", Reasons.CountryCodeUnknown, ".countryCode")]
    [InlineData("supplyDate", "\"2026-02-30\"", Reasons.DateInvalid)]
    [InlineData("supplyDate", "\"2026-05-01T09:30:00Z\"", Reasons.DateInvalid)]
    [InlineData("supplyDate", "20260501", Reasons.WrongType)]
    [InlineData("pricesIncludeVat", "\"false\"", Reasons.WrongType)]
    [InlineData("payment", "\"paid\"", Reasons.WrongType)]
    [InlineData("payment", "{}", Reasons.PaymentStatusMissing, ".status")]
    [InlineData("payment", "{ \"status\": \"open\" }", Reasons.PaymentStatusUnknown, ".status")]
    [InlineData("payment", "{ \"status\": \"paid\", \"method\": \" \" }", Reasons.WrongType, ".method")]
    [InlineData("payment", "{ \"status\": \"paid\", \"method\": \"12345678901234567890123456789012345678901\" }", Reasons.TextTooLong, ".method")]
    [InlineData("lines[1].vatCategory", "\"super-reduced\"", Reasons.VatCategoryUnknown)]
    [InlineData("lines[1].vatCategory", "19", Reasons.WrongType)]
    [InlineData("customer.name", "\"\\u200c\"", Reasons.CustomerNameMissing)]
    [InlineData("customer.email", "\"jane@bücherbücherbücherbücherbücherbücherbücherbücherbücherbücherbüc.example\"", Reasons.EmailInvalid)]
    [InlineData("customer", "undefined", Reasons.CustomerMissing)]
    [InlineData("customer", "\"Jane\"", Reasons.WrongType)]
    [InlineData("customer.id", "undefined", Reasons.CustomerMissing)]
    [InlineData("customer.id", "\" \"", Reasons.CustomerMissing)]
    [InlineData("customer.name", "undefined", Reasons.CustomerNameMissing)]
    [InlineData("customer.name", "\"Jane\\nDoe\"", Reasons.ControlCharacter)]
    [InlineData("customer.email", "undefined", Reasons.EmailMissing)]
    [InlineData("customer.email", "\"jane\"", Reasons.EmailInvalid)]
    [InlineData("customer.email", "\"Jane <jane@example.test>\"", Reasons.EmailInvalid)]
    [InlineData("customer.email", "\"jane@example.test, joe@example.test\"", Reasons.EmailInvalid)]
    [InlineData("customer.email", "\"jane@\"", Reasons.EmailInvalid)]
    [InlineData("customer.email", "\"@example.test\"", Reasons.EmailInvalid)]
    [InlineData("customer.email", "\"jane..doe@example.test\"", Reasons.EmailInvalid)]
    [InlineData("customer.email", "\"jane@-example.test\"", Reasons.EmailInvalid)]
    [InlineData("customer.email", "\"jane@example..test\"", Reasons.EmailInvalid)]
    [InlineData("customer.email", "\"jane@example.test\\r\\nBcc: x@example.test\"", Reasons.ControlCharacter)]
    [InlineData("customer.locale", "\"zz-ZZ\"", Reasons.LocaleUnknown)]
    [InlineData("customer.locale", "\"\"", Reasons.LocaleUnknown)]
    [InlineData("customer.locale", "\"en_GB\"", Reasons.LocaleUnknown)]
    [InlineData("currency", "undefined", Reasons.CurrencyMissing)]
    [InlineData("currency", "\"\"", Reasons.CurrencyMissing)]
    [InlineData("currency", "\"gbp\"", Reasons.CurrencyUnknown)]
    [InlineData("currency", "\"XYZ\"", Reasons.CurrencyUnknown)]
    [InlineData("currency", "\"XAU\"", Reasons.CurrencyUnknown)]
    [InlineData("shippingAddress", "[]", Reasons.WrongType)]
    [InlineData("shippingAddress.country", "\"a\\tb\"", Reasons.ControlCharacter)]
    [InlineData("shippingAddress.countryCode", "\"XX\"", Reasons.CountryCodeUnknown)]
    [InlineData("confirmedAt", "\"2026-05-01T09:30:00\"", Reasons.DateWithoutZone)]
    [InlineData("confirmedAt", "\"2026-05-01\"", Reasons.DateWithoutZone)]
    [InlineData("confirmedAt", "\"2026-02-30T09:30:00Z\"", Reasons.DateInvalid)]
    [InlineData("confirmedAt", "\"tomorrow\"", Reasons.DateInvalid)]
    [InlineData("confirmedAt", "1777624200", Reasons.WrongType)]
    [InlineData("lines", "undefined", Reasons.LinesMissing)]
    [InlineData("lines", "[]", Reasons.LinesMissing)]
    [InlineData("lines", "{}", Reasons.WrongType)]
    [InlineData("lines[1]", "3", Reasons.WrongType)]
    [InlineData("lines[1]", "null", Reasons.WrongType)]
    [InlineData("lines[1].sku", "undefined", Reasons.SkuMissing)]
    [InlineData("lines[1].sku", "\"\"", Reasons.SkuMissing)]
    [InlineData("lines[1].description", "\"  \"", Reasons.DescriptionMissing)]
    [InlineData("lines[1].quantity", "undefined", Reasons.QuantityMissing)]
    [InlineData("lines[1].quantity", "0", Reasons.QuantityNotPositive)]
    [InlineData("lines[1].quantity", "-1", Reasons.QuantityNotPositive)]
    [InlineData("lines[1].quantity", "1.5", Reasons.QuantityInvalid)]
    [InlineData("lines[1].quantity", "\"2\"", Reasons.QuantityInvalid)]
    [InlineData("lines[1].quantity", "2147483648", Reasons.QuantityInvalid)]
    [InlineData("lines[1].quantity", "true", Reasons.QuantityInvalid)]
    [InlineData("lines[1].unitPrice", "undefined", Reasons.UnitPriceMissing)]
    [InlineData("lines[1].unitPrice", "\"4.95\"", Reasons.UnitPriceInvalid)]
    [InlineData("lines[1].unitPrice", "-0.01", Reasons.UnitPriceNegative)]
    [InlineData("lines[1].unitPrice", "0.001", Reasons.TooManyDecimals)]
    [InlineData("lines[1].unitPrice", "1000000000000000", Reasons.UnitPriceTooLarge)]
    [InlineData("lines[1].unitPrice", "1e400", Reasons.UnitPriceInvalid)]
    [InlineData("lines[1].unitPrice", "1e-400", Reasons.UnitPriceInvalid)]
    [InlineData("lines[1].unitPrice", "1.00000000000000000000000000000001", Reasons.UnitPriceInvalid)]
    public void Should_name_the_field_and_the_reason(string path, string jsonValue, string reason, string member = "")
    {
        var (order, violations) = TestOrders.Read(TestOrders.With(path, jsonValue));

        order.ShouldBeNull();
        var violation = violations.Items.ShouldHaveSingleItem();
        violation.Path.ShouldBe(path + member);
        violation.Code.ShouldBe(reason);
        violations.PrimaryCode.ShouldBe(reason);
    }

    // The lengths of the contract's schema.
    [Theory]
    [InlineData("orderNumber", 64)]
    [InlineData("customer.id", 64)]
    [InlineData("customer.name", 200)]
    [InlineData("shippingAddress.name", 200)]
    [InlineData("shippingAddress.line1", 200)]
    [InlineData("shippingAddress.line2", 200)]
    [InlineData("shippingAddress.postalCode", 32)]
    [InlineData("shippingAddress.city", 100)]
    [InlineData("shippingAddress.region", 100)]
    [InlineData("shippingAddress.country", 100)]
    [InlineData("lines[0].sku", 64)]
    [InlineData("lines[0].description", 1000)]
    public void Should_take_texts_as_long_as_the_contract_does(string path, int length)
    {
        TestOrders.Read(TestOrders.With(path, $"\"{new string('x', length)}\"")).Violations.Any.ShouldBeFalse();
        TestOrders.Read(TestOrders.With(path, $"\"{new string('x', length + 1)}\"")).Violations.PrimaryCode.ShouldBe(Reasons.TextTooLong);
    }

    [Fact]
    public void Should_agree_with_the_contract_on_every_rule()
    {
        var order = TestOrders.WithTerms().ToJsonString();

        RuleCases.All.SelectMany(it => it.Members.Select(member => (Case: it, Member: member,
                Violations: TestOrders.Read(it.In(order, member)).Violations.Items.Where(item => item.Path == member))))
            .Where(it => it.Violations.Any() == it.Case.IsRight)
            .Select(it => $"{it.Member}: {it.Case}: {it.Violations.FirstOrDefault()?.Code ?? "taken"}").ShouldBeEmpty();
    }

    [Fact]
    public void Should_cut_the_time_to_what_is_kept() =>
        TestOrders.Read(TestOrders.With("confirmedAt", "\"2026-05-01T09:30:00.123456789+01:00\"")).Order.ShouldNotBeNull()
            .ConfirmedAt.ShouldBe(new DateTimeOffset(2026, 5, 1, 8, 30, 0, 123, 456, TimeSpan.Zero));

    [Fact]
    public void Should_name_every_field_at_once_with_its_value()
    {
        var order = TestOrders.Json();
        order["currency"] = "gbp";
        order["customer"]!["email"] = 5;
        order["lines"]![0]!["quantity"] = -2;
        order["lines"]![1]!["quantity"] = 0;

        var (_, violations) = TestOrders.Read(order.ToJsonString());

        violations.Items.Select(item => (item.Path, item.Value)).ShouldBe(
        [
            ("customer.email", "5"), ("currency", "gbp"), ("lines[0].quantity", "-2"), ("lines[1].quantity", "0"),
            ("", "-9.9"),
        ], ignoreOrder: true);
        violations.PrimaryCode.ShouldBe(Reasons.WrongType);
    }

    [Theory]
    [InlineData("0", Reasons.TotalNotPositive)]
    [InlineData("999999999999999.99", Reasons.TotalTooLarge)]
    public void Should_limit_the_total(string unitPrice, string reason)
    {
        var json = TestOrders.With("lines[1].unitPrice", unitPrice).Replace("4.95", unitPrice);

        TestOrders.Read(json).Violations.Items.ShouldHaveSingleItem().Code.ShouldBe(reason);
    }

    [Theory]
    [InlineData("JPY", "5", true)]
    [InlineData("JPY", "5.0", true)]
    [InlineData("JPY", "5.5", false)]
    [InlineData("GBP", "5.50000", true)]
    [InlineData("KWD", "5.125", true)]
    [InlineData("KWD", "5.1255", false)]
    [InlineData("CLF", "5.1255", true)]
    public void Should_limit_decimals_by_the_currency(string currency, string unitPrice, bool isRight)
    {
        var json = TestOrders.With("lines[1].unitPrice", unitPrice).Replace("GBP", currency).Replace("4.95", "5");

        var violations = TestOrders.Read(json).Violations;

        violations.PrimaryCode.ShouldBe(isRight ? null : Reasons.TooManyDecimals);
    }

    [Fact]
    public void Should_limit_the_number_of_lines()
    {
        var json = TestOrders.Json().ToJsonString();

        TestOrders.Read(json, maxLines: 2).Order.ShouldNotBeNull();
        var violation = TestOrders.Read(json, maxLines: 1).Violations.Items.ShouldHaveSingleItem();
        (violation.Path, violation.Code).ShouldBe(("lines", Reasons.TooManyLines));
    }

    [Fact]
    public void Should_list_a_hundred_violations_and_count_the_rest()
    {
        var order = TestOrders.Json();
        for (var i = 2; i < 150; i++)
            order["lines"]!.AsArray().Add(new System.Text.Json.Nodes.JsonObject());

        var (_, violations) = TestOrders.Read(order.ToJsonString());

        violations.Items.Count.ShouldBe(100);
        violations.Omitted.ShouldBe((148 * 4) - 100);
        violations.PrimaryCode.ShouldBe(Reasons.SkuMissing);
    }
}
