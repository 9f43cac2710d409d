using Microservices.Inventory.Stock;
using Microservices.Inventory.Stock.Import;

namespace Microservices.Inventory.Tests.Stock;

public sealed class StockCsvTests
{
    [Theory]
    [InlineData("sku,onHand", "LAMP,5", "LAMP", 5)]
    [InlineData("ONHAND, Sku", " 5 , LAMP ", "LAMP", 5)]
    [InlineData("sku,colour,onHand", "LAMP,red,0", "LAMP", 0)]
    [InlineData("sku,onHand", "\"A,\"\"B\"\"\",\"7\"", "A,\"B\"", 7)]
    [InlineData("\u200Bsku,\uFEFFonHand", "\u00A0LAMP\t,\u00A05", "LAMP", 5)]
    [InlineData("sku,onHand", "BANK CHARGES,1000000000000", "BANK CHARGES", 1000000000000)]
    public void Should_read_a_count(string header, string line, string sku, long onHand)
    {
        var (count, rejection) = StockCsv.ReadHeader(header).Read(line, 2);

        rejection.ShouldBeNull();
        count.ShouldBe(new StockCount(sku, onHand));
    }

    [Theory]
    [InlineData("LAMP", StockReasons.MalformedCsv)]
    [InlineData("LAMP,5,6", StockReasons.MalformedCsv)]
    [InlineData("\"LAMP,5", StockReasons.MalformedCsv)]
    [InlineData("\"LAMP\"x,5", StockReasons.MalformedCsv)]
    [InlineData("\"sku,onHand", StockReasons.MalformedCsv)]
    [InlineData("LA\"MP,5", StockReasons.MalformedCsv)]
    [InlineData(",5", StockReasons.SkuInvalid)]
    [InlineData("\uFEFFLAMP,5", StockReasons.SkuInvalid)]
    [InlineData("\uFEFF\"LAMP\",5", StockReasons.SkuInvalid)]
    [InlineData("LAMP,\uFEFF\"5\"", StockReasons.MalformedCsv)]
    [InlineData("LA\u200BMP,5", StockReasons.SkuInvalid)]
    [InlineData("LAMP,5\u200E", StockReasons.OnHandInvalid)]
    [InlineData("A\u0007,5", StockReasons.SkuInvalid)]
    [InlineData("LAMP,", StockReasons.OnHandInvalid)]
    [InlineData("LAMP,-1", StockReasons.OnHandInvalid)]
    [InlineData("LAMP,1.5", StockReasons.OnHandInvalid)]
    [InlineData("LAMP,1e3", StockReasons.OnHandInvalid)]
    [InlineData("LAMP,1000000000001", StockReasons.OnHandInvalid)]
    [InlineData("LAMP,99999999999999999999", StockReasons.OnHandInvalid)]
    [InlineData("L\uFFFDMP,5", StockReasons.EncodingNotUtf8)]
    public void Should_say_what_is_wrong_with_a_line(string line, string reason)
    {
        var (count, rejection) = StockCsv.ReadHeader("sku,onHand").Read(line, 17);

        count.ShouldBeNull();
        rejection.ShouldNotBeNull().Reason.ShouldBe(reason);
        rejection.Line.ShouldBe(17);
    }

    [Theory]
    [InlineData("\uFEFFsku,onHand")]
    [InlineData("\uFEFF\"sku\",\"onHand\"")]
    [InlineData("\uFEFF\uFEFF\"sku\",onHand")]
    [InlineData("\uFEFF")]
    [InlineData("")]
    [InlineData(" \u200B ")]
    public void Should_skip_blank_lines_and_headers_between_the_parts_of_joined_files(string line) =>
        StockCsv.ReadHeader("sku,onHand").Read(line, 2).ShouldBe((null, null));

    [Theory]
    [InlineData("")]
    [InlineData("LAMP,5")]
    [InlineData("InvoiceNo,StockCode,Quantity")]
    [InlineData("\"sku,onHand")]
    [InlineData("sku,sku,onHand")]
    [InlineData("sku,onHand,\uFEFFONHAND")]
    [InlineData(null)]
    public void Should_refuse_a_file_without_the_columns(string? header) =>
        Should.Throw<WrongStockFileException>(() => StockCsv.ReadHeader(header)).Message.ShouldContain("sku");
}
