using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Orders.Import;

/// <summary>Settings of imports (section <c>Orders__Import</c>); a request can override what its file needs.</summary>
internal sealed class ImportSettings
{
    internal const string SectionName = "Orders:Import";

    /// <summary>Size limit of an import over HTTP, in bytes; 256 MiB by default, some two million lines.</summary>
    [Between(1024, long.MaxValue), Example("268435456")]
    public long MaxBodyBytes { get; set; } = 256L << 20;

    /// <summary>
    /// Size limit of one CSV record, in bytes, which bounds what a quote that never closes costs; 64 KiB.
    /// </summary>
    [Between(256, 1 << 24), Example("65536")]
    public int MaxRecordBytes { get; set; } = 64 << 10;

    /// <summary>
    /// How many orders of a CSV may be open at once while their lines come interleaved; 64 by default.
    /// </summary>
    [Between(1, 10_000), Example("64")]
    public int Window { get; set; } = 64;

    /// <summary>How many orders one transaction commits; 200 by default.</summary>
    [Between(1, 5_000), Example("200")]
    public int BatchSize { get; set; } = 200;

    /// <summary>
    /// How many lines one transaction commits, so that a batch of long orders stays small; 20,000 by default.
    /// </summary>
    [Between(1, 1_000_000), Example("20000")]
    public int BatchLines { get; set; } = 20_000;

    /// <summary>How many rejected orders a summary lists; 1,000 by default.</summary>
    [Between(0, 100_000), Example("1000")]
    public int RejectionsListed { get; set; } = 1_000;

    /// <summary>Currency of files that have no such column; GBP by default.</summary>
    [Needed, Example("GBP")]
    public string Currency { get; set; } = "GBP";

    /// <summary>IANA zone of dates without one; Europe/London by default.</summary>
    [Needed, Example("Europe/London")]
    public string TimeZone { get; set; } = "Europe/London";

    /// <summary>Template of the customer's name.</summary>
    [Needed, Example("Customer {CustomerID}")]
    public string CustomerName { get; set; } = "Customer {CustomerID}";

    /// <summary>Template of the customer's mailbox.</summary>
    [Needed, Example("customer-{CustomerID}@example.test")]
    public string CustomerEmail { get; set; } = "customer-{CustomerID}@example.test";

    /// <summary>Language of the customers; en by default.</summary>
    [Needed, Example("en")]
    public string Locale { get; set; } = "en";
}
