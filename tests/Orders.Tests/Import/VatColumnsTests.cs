using Microservices.Orders.Import;
using static Microservices.Orders.Tests.Import.ImportHarness;

namespace Microservices.Orders.Tests.Import;

public class VatColumnsTests
{
    private static readonly string WithVat = Header.TrimEnd('\n') + ",Tax,Tax number\n";

    [Fact]
    public async Task Should_read_net_prices_categories_and_the_customers_vat_id()
    {
        var order = (await ReadAsync(Line("1").TrimEnd('\n') + ",reduced,FR40303265045\n" + Line("1").TrimEnd('\n') + ",,FR40303265045\n"))
            .Order.ShouldNotBeNull();

        order.PricesIncludeVat.ShouldBe(false);
        order.Customer.VatId.ShouldBe("FR40303265045");
        order.Lines.Select(line => line.VatCategory).ShouldBe(["reduced", null]);
    }

    [Theory]
    [InlineData(",super,FR40303265045", ",,FR40303265045", "vat-category-unknown@2")]
    [InlineData(",,FR1", ",,FR1", "vat-id-invalid@")]
    [InlineData(",,FR40303265045", ",,", "customer-differs@3")]
    public async Task Should_say_what_is_wrong_and_where(string first, string second, string fault) =>
        (await ReadAsync(Line("1").TrimEnd('\n') + first + "\n" + Line("1").TrimEnd('\n') + second + "\n")).Faults().ShouldBe([fault]);

    [Fact]
    public async Task Should_take_no_column_that_no_mapping_names() =>
        (await ReadCsvAsync(Header.TrimEnd('\n') + ",VatID\n" + Line("1").TrimEnd('\n') + ",none\n")).ShouldHaveSingleItem()
            .Order.ShouldNotBeNull().Customer.VatId.ShouldBeNull();

    private static async Task<ImportedOrder> ReadAsync(string lines) =>
        (await ReadCsvAsync(WithVat + lines, change: options => options with
        {
            PricesAreNet = true,
            ColumnMap = new Dictionary<string, string> { ["VatCategory"] = "Tax", ["VatID"] = "Tax number" },
        })).ShouldHaveSingleItem();
}
