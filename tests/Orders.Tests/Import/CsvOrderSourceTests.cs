using System.Text;
using Microservices.Orders.Import;
using Microservices.Orders.Validation;
using static Microservices.Orders.Tests.Import.ImportHarness;

namespace Microservices.Orders.Tests.Import;

public class CsvOrderSourceTests
{
    [Fact]
    public async Task Should_read_an_order_as_the_shop_wrote_it()
    {
        var orders = await ReadCsvAsync(Header
            + Line("536365", description: "\"MUG, \"\"red\"\" \"", date: "2026-07-01 09:31:00", country: "EIRE")
            + Line("536365", sku: " m ", quantity: "1", date: "2026-07-01 09:30:00", price: "0", country: "EIRE")
            + Line("536365", sku: " m ", quantity: "1", date: "2026-07-01 09:30:00", price: "0", country: "EIRE"));

        var order = orders.ShouldHaveSingleItem().Order.ShouldNotBeNull();
        order.OrderNumber.ShouldBe("536365");
        order.OrderId.ShouldBe(OrderIds.FromOrderNumber("536365"));
        order.Customer.Id.ShouldBe("17");
        order.Customer.Name.ShouldBe("Customer 17");
        order.Customer.Email.ShouldBe("customer-17@example.test");
        order.Currency.ShouldBe("GBP");
        order.Total.ShouldBe(9.90m);
        order.ShippingAddress!.CountryCode.ShouldBe("IE");
        order.ConfirmedAt.ShouldBe(new DateTimeOffset(2026, 7, 1, 8, 30, 0, TimeSpan.Zero),
            "the earliest, in British summer");
        order.Lines.Select(line => line.Sku).ShouldBe(["MUG", "m", "m"]);
        order.Lines[0].Description.ShouldBe("MUG, \"red\" ");
    }

    [Theory]
    [InlineData("536365", "536365", null)]
    [InlineData("C536365", "C536365", Reasons.OrderNumberNotNumeric)]
    public async Task Should_need_a_number_of_digits(string invoice, string number, string? reason)
    {
        var order = (await ReadCsvAsync(Header + Line(invoice))).ShouldHaveSingleItem();

        order.OrderNumber.ShouldBe(number);
        order.Violations.PrimaryCode.ShouldBe(reason);
    }

    public static TheoryData<string, string> BadLines => new()
    {
        { Line("1", sku: ""), "sku-missing@3" },
        { Line("1", description: ""), "description-missing@3" },
        { Line("1", description: "a\tb"), "control-character@3" },
        { Line("1", quantity: ""), "quantity-missing@3" },
        { Line("1", quantity: "-1"), "quantity-not-positive@3" },
        { Line("1", quantity: "1.5"), "quantity-invalid@3" },
        { Line("1", quantity: "three"), "quantity-invalid@3" },
        { Line("1", quantity: "99999999999"), "quantity-invalid@3" },
        { Line("1", quantity: "+1"), "quantity-invalid@3" },
        { Line("1", quantity: "1e1"), "quantity-invalid@3" },
        { Line("1", price: ""), "unit-price-missing@3" },
        { Line("1", price: "-1"), "unit-price-negative@3" },
        { Line("1", price: "0.001"), "too-many-decimals@3" },
        { Line("1", price: "1.2.3"), "unit-price-invalid@3" },
        { Line("1", price: "1e2"), "unit-price-invalid@3" },
        { Line("1", price: "1E-05"), "unit-price-invalid@3" },
        { Line("1", price: "+4.95"), "unit-price-invalid@3" },
        { Line("1", price: "\"1,20\""), "unit-price-invalid@3" },
        { Line("1", date: ""), "date-missing@3" },
        { Line("1", date: "12/1/2010 8:26"), "date-invalid@3" },
        { Line("1", date: "9999-12-31 23:59:59"), "date-invalid@3" },
        { Line("1", customer: "18"), "customer-differs@3" },
        { Line("1", country: "Spain"), "country-differs@3" },
        { "1,MUG,Red mug,2\n", "malformed-csv@3" },
        { Line("1", description: "\"open"), "malformed-csv@3" },
        { Line("1", description: "12\" ruler"), "malformed-csv@3" },
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public async Task Should_reject_the_whole_order_of_a_bad_line(string badLine, string expected)
    {
        var orders = await ReadCsvAsync(Header + Line("1") + badLine + Line("2") + Line("1"));

        orders.Count.ShouldBe(2);
        var bad = orders.Single(order => order.OrderNumber == "1");
        bad.Faults().ShouldContain(expected);
        bad.Order.ShouldBeNull();
        bad.Lines.ToString().ShouldBe("2-3,5");
        orders.Single(order => order.OrderNumber == "2").Order.ShouldNotBeNull();
    }

    [Fact]
    public async Task Should_list_every_reason_and_count_the_first()
    {
        var order = (await ReadCsvAsync(Header + Line("A1", description: "", price: "0",
            customer: ""))).ShouldHaveSingleItem();

        order.Violations.Items.Select(item => item.Code).ShouldBe(
            ["order-number-not-numeric", "description-missing", "customer-missing", "total-not-positive"]);
        var rejection = RejectedOrder.From(order);
        rejection.Reason.ShouldBe("order-number-not-numeric");
        rejection.Reasons.ShouldBe(
            ["order-number-not-numeric", "customer-missing", "description-missing", "total-not-positive"]);
        rejection.Message.ShouldBe("orderNumber must be all digits, unless orderNumbers=any (was 'A1')");
    }

    [Fact]
    public async Task Should_keep_the_lines_of_interleaved_orders_apart()
    {
        var orders = await ReadCsvAsync(Header + Line("1") + Line("2") + Line("1") + Line("3") + Line("2") + Line("1"));

        orders.Select(order => (order.OrderNumber, order.Order!.Lines.Count)).ShouldBe([("3", 1), ("2", 2), ("1", 3)],
            ignoreOrder: true);
    }

    [Fact]
    public async Task Should_reject_lines_that_come_after_their_order_was_closed()
    {
        var settings = new ImportSettings { Window = 2 };

        var orders = await ReadCsvAsync(Header + Line("1") + Line("2") + Line("1") + Line("3") + Line("2") + Line("2"), settings);

        // 3 closes 2, the one touched longest ago; its later lines are one rejection.
        orders.Select(order => (order.OrderNumber, order.Lines.ToString(), order.Violations.PrimaryCode)).ShouldBe(
        [
            ("2", "3", null), ("1", "2,4", null), ("3", "5", null), ("2", "6-7", Reasons.OrderSplit),
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_not_confirm_the_neighbours_of_a_line_whose_order_cannot_be_told()
    {
        var orders = await ReadCsvAsync(Header + Line("1") + Line("2") + Line("") + Line("3") + Line("4"));

        orders.Where(order => order.Order is not null).Select(order => order.OrderNumber).ShouldBe(["1", "4"]);
        orders.Where(order => order.Order is null).Select(order =>
            (order.OrderNumber, order.Faults().Single())).ShouldBe(
        [
            (null, "order-number-missing@4"), ("2", "order-number-missing@4"), ("3", "order-number-missing@4"),
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_reject_only_the_orders_with_latin1_bytes()
    {
        var orders = await ReadCsvAsync(Encoding.Latin1.GetBytes(
            Header + Line("1") + Line("2", description: "Voucher £20") + Line("3")));

        orders.Single(order => order.OrderNumber == "2").Faults().ShouldBe(["encoding-not-utf8@3"]);
        orders.Count(order => order.Order is not null).ShouldBe(2);
    }

    [Fact]
    public async Task Should_limit_the_lines_of_an_order()
    {
        var orders = await ReadCsvAsync(Header + Line("1") + Line("1") + Line("1") + Line("2"), maxLines: 2);

        orders.Single(order => order.OrderNumber == "1").Violations.PrimaryCode.ShouldBe(Reasons.TooManyLines);
        orders.Single(order => order.OrderNumber == "2").Order.ShouldNotBeNull();
    }

    [Fact]
    public async Task Should_read_columns_by_name_in_any_order()
    {
        var orders = await ReadCsvAsync(
            "Country,Order,StockCode,Colour,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\r\n"
            + "France,7,MUG,red,Red mug,2,2026-01-05T09:30:00Z,4.95,17\r\n",
            change: options => options with { ColumnMap = new Dictionary<string, string> { ["InvoiceNo"] = "Order" } });

        orders.ShouldHaveSingleItem().Order!.OrderNumber.ShouldBe("7");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{\"orderId\":1}\n", "{\"orderId\":1}")]
    [InlineData("InvoiceNo;StockCode;Description\n1;2;3\n", "InvoiceNo;StockCode;Description")]
    [InlineData("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n", "UnitPrice,CustomerID")]
    [InlineData("InvoiceNo,InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n", "InvoiceNo,InvoiceNo")]
    [InlineData("\u0000\u0001\u0002%PDF", "···%PDF")]
    public async Task Should_say_what_a_wrong_file_begins_with(string text, string found)
    {
        var wrong = await Should.ThrowAsync<WrongFileException>(() => ReadCsvAsync(text));

        wrong.Found.ShouldContain(found);
        wrong.Expected.ShouldContain("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country");
    }

    [Fact]
    public async Task Should_recognise_utf16() =>
        (await Should.ThrowAsync<WrongFileException>(() =>
            ReadCsvAsync([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Header)])))
            .Found.ShouldContain("UTF-16");
}
