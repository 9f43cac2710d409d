using Contracts.Orders;
using Microservices.Invoice.Tests.Xml.Rules;
using Microservices.Invoice.Xml;
using Microservices.Testing;

namespace Microservices.Invoice.Tests.Xml;

/// <summary>The invoices of a real year of a shop.</summary>
public class RealYearXmlTests
{
    private static readonly Dictionary<string, string> Codes =
        ("United Kingdom=GB France=FR Germany=DE EIRE=IE Spain=ES Netherlands=NL Belgium=BE Switzerland=CH Portugal=PT Australia=AU Norway=NO "
        + "Italy=IT Finland=FI Cyprus=CY Sweden=SE Austria=AT Denmark=DK Japan=JP Poland=PL USA=US Israel=IL Singapore=SG Iceland=IS Canada=CA "
        + "Greece=GR Malta=MT RSA=ZA Lebanon=LB Lithuania=LT Bahrain=BH Brazil=BR Saudi_Arabia=SA Czech_Republic=CZ United_Arab_Emirates=AE")
        .Replace("United Kingdom", "United_Kingdom", StringComparison.Ordinal).Split(' ')
        .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0].Replace('_', ' '), pair => pair[1]);

    // The whole year takes half a minute.
    private const int OneOf = 4;

    [Fact]
    public void Should_keep_every_rule()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        var orders = RealOrders.ReadConfirmed().Where((_, index) => index % OneOf == 0).ToList();
        var (written, breaches) = (0, new List<string>());

        Parallel.ForEach(orders, order =>
        {
            var invoice = TestInvoices.Print(ToOrder(order));
            if (XmlObstacles.Find(invoice) is { } obstacle)
            {
                // "Unspecified", "Channel Islands" and "European Community" are no countries.
                if (obstacle != "the buyer's country is unknown (BR-11)" || Codes.ContainsKey(order.Country))
                    Add($"{order.Number}: {obstacle}");
                return;
            }

            Interlocked.Increment(ref written);
            foreach (var breach in En16931Rules.FindBreaches(InvoiceXmlWriter.Write(invoice).Content))
                Add($"{order.Number}: {breach}");
        });

        breaches.ShouldBeEmpty();
        written.ShouldBe(orders.Count(order => Codes.ContainsKey(order.Country)));
        written.ShouldBeGreaterThan(4_000);

        void Add(string breach)
        {
            lock (breaches)
                breaches.Add(breach);
        }
    }

    private static OrderConfirmed ToOrder(RealInvoice order) => TestOrders.Create(
        [.. order.Lines.Select(line => TestOrders.Line(line.Quantity, line.UnitPrice, line.Description))]) with
    {
        OrderNumber = order.Number,
        ConfirmedAt = new DateTimeOffset(order.WrittenAt, TimeSpan.Zero),
        ShippingAddress = new ShippingAddress { Country = order.Country, CountryCode = Codes.GetValueOrDefault(order.Country) },
    };
}
