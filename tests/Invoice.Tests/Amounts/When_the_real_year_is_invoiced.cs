using Contracts.Orders;
using Microservices.Testing;

namespace Microservices.Invoice.Tests.Amounts;

public class When_the_real_year_is_invoiced(ITestOutputHelper output)
{
    private static readonly DateOnly Start = new(2010, 12, 1);

    // The file's country, the code that Orders finds for it, and its standard rate with the day from which it applied; none for an export.
    // Written down here apart from the service's table. An order without a code has the rate of the seller's country.
    private static readonly (string Name, string? Code, (DateOnly From, decimal Percent)[] Rates)[] Countries =
    [
        ("United Kingdom", "GB", Of(17.5m, (new(2011, 1, 4), 20m))), ("Unspecified", null, Of(17.5m, (new(2011, 1, 4), 20m))),
        ("European Community", null, Of(17.5m, (new(2011, 1, 4), 20m))), ("Channel Islands", null, Of(17.5m, (new(2011, 1, 4), 20m))),
        ("Austria", "AT", Of(20m)), ("Belgium", "BE", Of(21m)), ("Cyprus", "CY", Of(15m)), ("Czech Republic", "CZ", Of(20m)),
        ("Denmark", "DK", Of(25m)), ("EIRE", "IE", Of(21m)), ("Finland", "FI", Of(23m)), ("France", "FR", Of(19.6m)), ("Germany", "DE", Of(19m)),
        ("Greece", "GR", Of(23m)), ("Italy", "IT", Of(20m, (new(2011, 9, 17), 21m))), ("Lithuania", "LT", Of(21m)), ("Malta", "MT", Of(18m)),
        ("Netherlands", "NL", Of(19m)), ("Poland", "PL", Of(22m, (new(2011, 1, 1), 23m))), ("Portugal", "PT", Of(21m, (new(2011, 1, 1), 23m))),
        ("Spain", "ES", Of(18m)), ("Sweden", "SE", Of(25m)), ("Norway", "NO", Of(25m)), ("Switzerland", "CH", Of(7.6m, (new(2011, 1, 1), 8m))),
        ("Iceland", "IS", []), ("Australia", "AU", []), ("Bahrain", "BH", []), ("Brazil", "BR", []), ("Canada", "CA", []),
        ("Israel", "IL", []), ("Japan", "JP", []), ("Lebanon", "LB", []), ("RSA", "ZA", []), ("Saudi Arabia", "SA", []), ("Singapore", "SG", []),
        ("United Arab Emirates", "AE", []), ("USA", "US", []),
    ];

    [Fact]
    public void Should_have_the_vat_of_the_country_on_the_day()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        var drafter = TestInvoices.Drafter();
        var countries = Countries.ToDictionary(country => country.Name);

        var wrong = new List<string>();
        var byRate = new SortedDictionary<decimal, (int Orders, decimal Gross, decimal Vat)>();
        foreach (var real in RealOrders.ReadConfirmed())
        {
            var (_, code, rates) = countries[real.Country];
            var rate = rates.LastOrDefault(rate => rate.From <= DateOnly.FromDateTime(real.WrittenAt)).Percent;
            var vat = Math.Round(real.Amount * rate / (100m + rate), 2, MidpointRounding.AwayFromZero);

            var draft = drafter.Draft(ToOrder(real, code));

            if (draft.Vat != vat || draft.Gross != real.Amount || draft.Content.VatSummary.Any(sum => sum.RatePercent != rate))
                wrong.Add($"{real.Number} of {real.WrittenAt:yyyy-MM-dd} to {real.Country}: VAT {draft.Vat} of {draft.Gross}, not {vat} of {real.Amount}");
            var (orders, gross, sum) = byRate.GetValueOrDefault(rate);
            byRate[rate] = (orders + 1, gross + real.Amount, sum + draft.Vat);
        }

        foreach (var (rate, (orders, gross, vat)) in byRate)
            output.WriteLine($"| {rate} % | {orders:N0} | {gross:N2} | {vat:N2} |");
        output.WriteLine($"| sum | {byRate.Values.Sum(it => it.Orders):N0} | {byRate.Values.Sum(it => it.Gross):N2} | {byRate.Values.Sum(it => it.Vat):N2} |");
        wrong.ShouldBeEmpty();
        byRate.Count.ShouldBeGreaterThan(10);
    }

    private static (DateOnly From, decimal Percent)[] Of(decimal percent, params (DateOnly From, decimal Percent)[] later) => [(Start, percent), .. later];

    private static OrderConfirmed ToOrder(RealInvoice real, string? code) => TestOrders.Create() with
    {
        OrderNumber = real.Number,
        ShippingAddress = new ShippingAddress { CountryCode = code },
        Lines = [.. real.Lines.Select(line => TestOrders.Line(line.Quantity, line.UnitPrice, line.Description))],
        ConfirmedAt = new DateTimeOffset(real.WrittenAt, TimeZoneInfo.FindSystemTimeZoneById("Europe/London").GetUtcOffset(real.WrittenAt)),
    };
}
