using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Inventory;

/// <summary>Settings of the service (section <c>Inventory</c>).</summary>
internal sealed class InventoryOptions
{
    internal const string SectionName = "Inventory";

    /// <summary>The most entries of one page of <c>GET /stock</c>; 1,000 by default, 1 to 10,000.</summary>
    [Between(1, 10_000), Example("1000")]
    public int MaxPageSize { get; set; } = 1_000;

    /// <summary>Size limit of <c>POST /stock/import</c>, in bytes; 256 MiB by default, 1 KiB to 2 GiB.</summary>
    [Between(1024, int.MaxValue), Example("268435456")]
    public int MaxImportBytes { get; set; } = 256 << 20;

    /// <summary>How many lines of an import one transaction sets; 1,000 by default, 1 to 10,000.</summary>
    [Between(1, 10_000), Example("1000")]
    public int ImportBatchSize { get; set; } = 1_000;

    /// <summary>How many rejected lines the answer to an import lists; the rest is counted. 1,000 by default, 0 to 100,000.</summary>
    [Between(0, 100_000), Example("1000")]
    public int RejectionsListed { get; set; } = 1_000;

    /// <summary>
    /// How often free stock that orders wait for is looked for; one minute by default, one second to one day. Only an interrupted
    /// allocation leaves any.
    /// </summary>
    [Between("00:00:01", "1.00:00:00"), Example("00:01:00")]
    public TimeSpan BackorderInterval { get; set; } = TimeSpan.FromMinutes(1);
}
