using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Orders;

/// <summary>Settings of the service (section <c>Orders</c>).</summary>
internal sealed class OrdersOptions
{
    internal const string SectionName = "Orders";

    /// <summary>
    /// Size limit of <c>POST /orders</c> and of one line of an NDJSON import, in bytes; 4 MiB by default.
    /// </summary>
    [Between(1024, 1 << 30), Example("4194304")]
    public int MaxBodyBytes { get; set; } = 4 << 20;

    /// <summary>How many lines an order may have; 10,000 by default.</summary>
    /// <remarks>The upper limit keeps the largest possible total within <see cref="decimal"/>.</remarks>
    [Between(1, 30_000), Example("10000")]
    public int MaxLines { get; set; } = 10_000;

    /// <summary>How long an <c>Idempotency-Key</c> is remembered; one day by default.</summary>
    [Between("00:01:00", "365.00:00:00"), Example("1.00:00:00")]
    public TimeSpan IdempotencyKeyRetention { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a report waits for an order that is not here; 30 days by default.</summary>
    [Between("00:01:00", "3650.00:00:00"), Example("30.00:00:00")]
    public TimeSpan EarlyReportRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often what is past its retention is deleted; one hour by default.</summary>
    [Between("00:00:01", "1.00:00:00"), Example("01:00:00")]
    public TimeSpan CleanupInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The address of Invoice, whose PDFs customers get through Orders; none by default. Not needed where a proxy leads
    /// <c>/my/invoice</c> to Invoice.
    /// </summary>
    [HttpAddress, Example("http://invoice:8080")]
    public string? InvoiceAddress { get; set; }
}
