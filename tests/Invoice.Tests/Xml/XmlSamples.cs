using Contracts.Orders;
using Contracts.Rules;
using Microservices.Invoice.Pdf;

namespace Microservices.Invoice.Tests.Xml;

/// <summary>An invoice of each kind, as the service makes it of an order.</summary>
internal static class XmlSamples
{
    private static readonly OrderLine[] ManyKinds =
    [
        TestOrders.Line(3, 19.99m, "Standard"), TestOrders.Line(7, 0.333333m, "Reduced") with { VatCategory = VatCategories.Reduced },
        TestOrders.Line(2, 5m, "Zero") with { VatCategory = VatCategories.Zero }, TestOrders.Line(1, 12.34m, "Exempt") with { VatCategory = VatCategories.Exempt },
        TestOrders.Line(11, 2.55m, "Standard again"),
    ];

    private static readonly ShippingAddress Germany = TestOrders.Create().ShippingAddress!; // it has one

    private static readonly ShippingAddress France = new()
    {
        Name = "Entrepôt",
        Line1 = "1 rue de l’Église",
        Line2 = "Bât. B",
        PostalCode = "75001",
        City = "Paris",
        Region = "Île-de-France",
        CountryCode = "FR",
    };

    private static readonly Dictionary<string, Func<PrintedInvoice>> Kinds = new()
    {
        ["paid"] = () => Print(Order() with { Payment = new Payment { Status = "paid", Method = "Visa" } }),
        ["paid somehow"] = () => Print(Order() with { Payment = new Payment { Status = "paid" } }),
        ["unpaid"] = () => Print(Order() with { Payment = new Payment { Status = "unpaid" }, Currency = "EUR" }, "DE"),
        ["unpaid by method"] = () => Print(Order() with { Payment = new Payment { Status = "unpaid", Method = "Bank transfer" } }),
        ["payment not told"] = () => Print(Order()),
        ["several rates"] = () => Print(Order(ManyKinds)),
        ["several rates, net prices"] = () => Print(Order(ManyKinds) with { PricesIncludeVat = false }),
        ["intra-Community"] = () => Print(Company("FR 40 303265045", France), "DE"),
        ["intra-Community into Greece"] = () => Print(Company("EL123456789", France with { CountryCode = "GR" }) with { PricesIncludeVat = false }, "DE"),
        ["intra-Community, delivered without a country"] = () => Print(Company("FR40303265045", France with { CountryCode = null }) with { BillingAddress = France }, "DE"),
        ["from Northern Ireland"] = () => Print(Company("FR40303265045", France), "XI"),
        ["into Northern Ireland"] = () => Print(Order() with { ShippingAddress = new ShippingAddress { City = "Belfast", CountryCode = "XI" } }, "DE"),
        ["export"] = () => Print(Order(ManyKinds) with { ShippingAddress = new ShippingAddress { City = "Boston", Region = "MA", CountryCode = "US" } }, "DE"),
        ["export of a British seller"] = () => Print(Order() with { ShippingAddress = new ShippingAddress { City = "Boston", CountryCode = "US" } }),
        ["exempt"] = () => Print(Order(TestOrders.Line(3, 4.5m) with { VatCategory = VatCategories.Exempt })),
        ["yen"] = () => Print(Order(ManyKinds.Select(line => line with { UnitPrice = line.UnitPrice * 100 + 3 }).ToArray()) with { Currency = "JPY" }),
        ["dinars with two decimals"] = () => Print(Order(TestOrders.Line(4, 12.5m)) with { Currency = "KWD", ShippingAddress = France with { CountryCode = "KW" } }),
        ["delivered elsewhere"] = () => Print(Order() with { BillingAddress = France, Customer = Order().Customer with { VatId = "123456789" } }),
        ["other scripts"] = () => Print(Order(TestOrders.Line(1, 1m, "שלום مرحبا <&> \"日本語\" 🎁")) with { Customer = Order().Customer with { Name = "Ωμέγα & Σία", Locale = "fr-FR" } }),
        ["nothing to pay"] = () => Print(Order(TestOrders.Line(1, 0m)) with { Payment = new Payment { Status = "unpaid" } }),
        ["a penny"] = () => Print(Order(TestOrders.Line(3, 0.01m))),
        ["1,114 lines"] = () => Print(TestOrders.WithLines(1_114)),
        ["1,114 lines, net prices"] = () => Print(TestOrders.WithLines(1_114) with { PricesIncludeVat = false }),
        ["a named seller"] = () => TestInvoices.Print(Order(), new InvoiceOptions
        {
            Seller =
            {
                Name = "Muster GmbH", Street = "Ring 1", City = "70173 Stuttgart", Country = "Germany", CountryCode = "DE", VatId = "DE 123456789",
                Registration = "Amtsgericht Stuttgart HRB 1", Phone = "+49 711 1",
            },
        }),
    };

    public static IEnumerable<string> Names => Kinds.Keys;

    public static PrintedInvoice Of(string name) => Kinds[name]();

    private static PrintedInvoice Print(OrderConfirmed order, string seller = "GB") => TestInvoices.Print(order, TestInvoices.Demo(seller));

    private static OrderConfirmed Order(params OrderLine[] lines) => TestOrders.Create(lines) with { ShippingAddress = Germany };

    private static OrderConfirmed Company(string vatId, ShippingAddress address)
    {
        var order = Order(ManyKinds[0], ManyKinds[4]) with { ShippingAddress = address };
        return order with { Customer = order.Customer with { VatId = vatId, Name = "Société" } };
    }
}
