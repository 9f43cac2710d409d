namespace Microservices.Inventory.Stock.Import;

/// <summary>Why a line is refused: stable codes, part of the HTTP interface.</summary>
internal static class StockReasons
{
    internal const string EncodingNotUtf8 = "encoding-not-utf8";
    internal const string MalformedCsv = "malformed-csv";
    internal const string LineTooLong = "line-too-long";
    internal const string SkuInvalid = "sku-invalid";
    internal const string OnHandInvalid = "on-hand-invalid";
    internal const string BelowReserved = "below-reserved";
}
