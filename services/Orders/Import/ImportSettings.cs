using System.ComponentModel.DataAnnotations;

namespace Microservices.Orders.Import;

/// <summary>Settings of imports (section <c>Orders:Import</c>); a request can override what its file needs.</summary>
internal sealed class ImportSettings
{
    internal const string SectionName = "Orders:Import";

    /// <summary>Size limit of an import over HTTP, in bytes; none by default: imports are streamed.</summary>
    [Range(1024L, long.MaxValue,
        ErrorMessage = "Orders:Import:MaxBodyBytes must be 1024 or more, or absent for no limit.")]
    public long? MaxBodyBytes { get; set; }

    /// <summary>
    /// Size limit of one CSV record, in bytes, which bounds what a quote that never closes costs; 64 KiB.
    /// </summary>
    [Range(256, 1 << 24,
        ErrorMessage = "Orders:Import:MaxRecordBytes must be between 256 and 16777216, such as 65536.")]
    public int MaxRecordBytes { get; set; } = 64 << 10;

    /// <summary>
    /// How many orders of a CSV may be open at once while their lines come interleaved; 64 by default.
    /// </summary>
    [Range(1, 10_000, ErrorMessage = "Orders:Import:Window must be between 1 and 10000, such as 64.")]
    public int Window { get; set; } = 64;

    /// <summary>How many orders one transaction commits; 200 by default.</summary>
    [Range(1, 5_000, ErrorMessage = "Orders:Import:BatchSize must be between 1 and 5000, such as 200.")]
    public int BatchSize { get; set; } = 200;

    /// <summary>
    /// How many lines one transaction commits, so that a batch of long orders stays small; 20,000 by default.
    /// </summary>
    [Range(1, 1_000_000, ErrorMessage = "Orders:Import:BatchLines must be between 1 and 1000000, such as 20000.")]
    public int BatchLines { get; set; } = 20_000;

    /// <summary>How many rejected orders a summary lists; 1,000 by default.</summary>
    [Range(0, 100_000, ErrorMessage = "Orders:Import:RejectionsListed must be between 0 and 100000, such as 1000.")]
    public int RejectionsListed { get; set; } = 1_000;

    /// <summary>Currency of files that have no such column; GBP by default.</summary>
    [Required(ErrorMessage = "Orders:Import:Currency must be an ISO 4217 code, such as GBP.")]
    public string Currency { get; set; } = "GBP";

    /// <summary>IANA zone of dates without one; Europe/London by default.</summary>
    [Required(ErrorMessage = "Orders:Import:TimeZone must be an IANA zone, such as Europe/London.")]
    public string TimeZone { get; set; } = "Europe/London";

    /// <summary>Template of the customer's name.</summary>
    [Required(ErrorMessage = "Orders:Import:CustomerName must be a template, such as 'Customer {CustomerID}'.")]
    public string CustomerName { get; set; } = "Customer {CustomerID}";

    /// <summary>Template of the customer's mailbox.</summary>
    [Required(ErrorMessage =
        "Orders:Import:CustomerEmail must be a template, such as customer-{CustomerID}@example.test.")]
    public string CustomerEmail { get; set; } = "customer-{CustomerID}@example.test";

    /// <summary>Language of the customers; en by default.</summary>
    [Required(ErrorMessage = "Orders:Import:Locale must be a BCP 47 tag, such as en.")]
    public string Locale { get; set; } = "en";
}
