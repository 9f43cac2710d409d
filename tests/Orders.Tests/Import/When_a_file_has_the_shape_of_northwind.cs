using Microservices.Orders.Tests.Hosting;

namespace Microservices.Orders.Tests.Import;

public sealed class When_a_file_has_the_shape_of_northwind(SqliteOrdersHost host) : IClassFixture<SqliteOrdersHost>
{
    [Fact]
    public async Task Should_take_it_by_options_alone()
    {
        var (text, total) = NorthwindShape.Create();

        var (status, summary) = await host.ImportAsync(text, query: NorthwindShape.Query);

        status.ShouldBe(200);
        summary["rejectedByReason"]!.ToJsonString().ShouldBe("{}");
        summary["linesRead"]!.GetValue<int>().ShouldBe(NorthwindShape.Lines);
        summary["accepted"]!.GetValue<int>().ShouldBe(NorthwindShape.Orders);
        summary["acceptedTotals"]!["USD"]!.GetValue<decimal>().ShouldBe(total);
        summary["guessed"]!.ToJsonString().ShouldBe($"{{\"time-missing\":{NorthwindShape.Orders}}}");
        summary["unknownCountries"]!.ToJsonString().ShouldBe("{}");
        summary["ignoredColumns"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_count_what_it_did_not_know()
    {
        const string Header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country,Discount\n";

        var (_, summary) = await host.ImportAsync(Header
            + "1,MUG,Mug,1,2026-05-01 09:30:00,4.95,17,Atlantis,0.5\n" + "2,MUG,Mug,1,2026-05-01 09:30:00,4.95,17,Atlantis,0\n" + Header
            + "3,MUG,Mug,1,2026-05-01 09:30:00,4.95,17,Bosnia & Herzegovina,0\n");

        summary["accepted"]!.GetValue<int>().ShouldBe(3);
        summary["unknownCountries"]!.ToJsonString().ShouldBe("{\"Atlantis\":2}");
        summary["unknownCountryRule"]!.GetValue<string>().ShouldContain("without a code");
        summary["guessed"]!.ToJsonString().ShouldBe("{\"header-repeated\":1}");
        summary["ignoredColumns"]!.ToJsonString().ShouldBe("[\"Discount\"]");
    }
}
