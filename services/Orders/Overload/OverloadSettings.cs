using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Orders.Overload;

/// <summary>How much the service takes on before it asks to come back later (section <c>Orders__Overload</c>).</summary>
internal sealed class OverloadSettings
{
    internal const string SectionName = "Orders:Overload";

    /// <summary>How many orders a replica accepts at once; 32 by default, well below the pool of connections.</summary>
    [Between(1, 10_000), Example("32")]
    public int OrdersAtOnce { get; set; } = 32;

    /// <summary>How many more orders may wait for their turn; 256 by default.</summary>
    [Between(0, 100_000), Example("256")]
    public int OrdersWaiting { get; set; } = 256;

    /// <summary>
    /// How long an order may wait for its turn; two seconds by default. Whoever waits longer is told to come back: on slow
    /// servers the last of a long queue would be answered after the shop has given up.
    /// </summary>
    [Between("00:00:00.1", "00:01:00"), Example("00:00:02")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many imports a replica reads at once; 4 by default. As many more wait for a second.</summary>
    [Between(1, 1_000), Example("4")]
    public int ImportsAtOnce { get; set; } = 4;

    /// <summary>
    /// How fast an import's bytes must come, per second; 16,384 by default. A slower one is ended, so that others get its
    /// place.
    /// </summary>
    [Between(1, 1 << 30), Example("16384")]
    public int ImportBytesPerSecond { get; set; } = 16 << 10;

    /// <summary>How long an import may be slower, while it is waited for; 10 seconds by default.</summary>
    [Between("00:00:01", "00:10:00"), Example("00:00:10")]
    public TimeSpan ImportPatience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many messages the outbox may hold, for all replicas; 100,000 by default. More are there only while the broker
    /// is away, and every order would make the way back longer.
    /// </summary>
    [Between(1, 100_000_000), Example("100000")]
    public int OutboxMessages { get; set; } = 100_000;

    /// <summary>How often the outbox is counted; one second by default.</summary>
    [Between("00:00:00.1", "00:01:00"), Example("00:00:01")]
    public TimeSpan CountInterval { get; set; } = TimeSpan.FromSeconds(1);
}
