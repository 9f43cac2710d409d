using System.ComponentModel.DataAnnotations;
using Microservices.ServiceDefaults.Configuration;

namespace Microservices.DeadLetters.Ingest;

/// <summary>Settings of the ingest (section <c>DeadLetters__Ingest</c>).</summary>
internal sealed class IngestOptions
{
    internal const string SectionName = "DeadLetters:Ingest";

    /// <summary>
    /// Where the broker's management interface is, such as <c>http://rabbitmq:15672</c>; by default on the host of the
    /// connection.
    /// </summary>
    [Url(ErrorMessage = "must be an http address"), Example("http://rabbitmq:15672")]
    public string? ManagementUrl { get; set; }

    /// <summary>
    /// Names that dead-letter queues have, with <c>*</c> for any text. Every queue of such a name is emptied: it must hold
    /// nothing else.
    /// </summary>
    [Example("*_error")]
    public IReadOnlyList<string> Patterns { get; set; } = ["*_error", "*_skipped", "*-dead-letter", "dead-letter"];

    /// <summary>Further queues, by their names: those of other patterns, and for brokers without the management interface.</summary>
    [Example("billing-parked")]
    public IReadOnlyList<string> Queues { get; set; } = [];

    /// <summary>How often new queues are looked for; 5 s by default, 100 ms to 1 hour.</summary>
    [Between("00:00:00.100", "01:00:00"), Example("00:00:05")]
    public TimeSpan DiscoveryInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The most messages that one transaction stores; 500 by default, 1 to 10,000.</summary>
    [Between(1, 10_000), Example("500")]
    public int BatchSize { get; set; } = 500;

    /// <summary>
    /// The most messages of one queue that are here and not stored yet; fewer of larger ones, so that all are 8 MiB at most.
    /// 1,000 by default, 1 to 20,000.
    /// </summary>
    [Between(1, 20_000), Example("1000")]
    public int Prefetch { get; set; } = 1_000;

    /// <summary>How long to wait before trying again, when broker or database are away; 1 s by default, 10 ms to 1 min.</summary>
    [Between("00:00:00.010", "00:01:00"), Example("00:00:01")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);
}
