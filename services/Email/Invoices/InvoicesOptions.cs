using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Email.Invoices;

/// <summary>Section <c>Email__Invoices</c>: the service that has the PDFs, and the limits for asking it.</summary>
internal sealed class InvoicesOptions
{
    /// <summary>The section's name.</summary>
    public const string SectionName = "Email:Invoices";

    /// <summary>Address of Invoice, <c>http</c> or <c>https</c>; <c>/invoices/…</c> is added. Required while invoices are mailed.</summary>
    [Needed, HttpAddress, Example("http://invoice:8080")]
    public string Address { get; set; } = "";

    /// <summary>The key that Invoice knows this service by, with the scope <c>invoices.read</c>. Without one, Invoice must ask nobody.</summary>
    [Secret, Example("a-long-random-key")]
    public string? ApiKey { get; set; }

    /// <summary>How long one attempt may take, connecting included, 1 second to 5 minutes; 10 seconds by default.</summary>
    [Between("00:00:01", "00:05:00"), Example("00:00:10")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long all attempts with their pauses may take before the message goes back to the endpoint's own retries, 1
    /// second to 10 minutes; 20 seconds by default. Adds to the time after which another instance takes over the mail of a sender
    /// that died.
    /// </summary>
    [Between("00:00:01", "00:10:00"), Example("00:00:20")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Further attempts after the first, at transient failures only, 0 to 10; 2 by default.</summary>
    [Between(0, 10), Example("2")]
    public int MaxRetries { get; set; } = 2;

    /// <summary>Pause before the first further attempt, doubled each time, with jitter; 500 ms by default.</summary>
    [Between("00:00:00.010", "00:01:00"), Example("00:00:00.500")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);
}
