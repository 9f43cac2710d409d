using System.ComponentModel.DataAnnotations;

namespace Microservices.Orders.Overload;

/// <summary>How much the service takes on before it asks to come back later (section <c>Orders:Overload</c>).</summary>
internal sealed class OverloadSettings
{
    internal const string SectionName = "Orders:Overload";

    /// <summary>How many orders a replica accepts at once; 32 by default, well below the pool of connections.</summary>
    [Range(1, 10_000, ErrorMessage = "Orders:Overload:OrdersAtOnce must be between 1 and 10000, such as 32.")]
    public int OrdersAtOnce { get; set; } = 32;

    /// <summary>How many more orders may wait for their turn; 256 by default.</summary>
    [Range(0, 100_000, ErrorMessage = "Orders:Overload:OrdersWaiting must be between 0 and 100000, such as 256.")]
    public int OrdersWaiting { get; set; } = 256;

    /// <summary>
    /// How long an order may wait for its turn; two seconds by default. Whoever waits longer is told to come back: on slow
    /// servers the last of a long queue would be answered after the shop has given up.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00",
        ErrorMessage = "Orders:Overload:LongestWait must be between 00:00:00.1 and 00:01:00, such as 00:00:02.")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many imports a replica reads at once; 4 by default. None waits.</summary>
    [Range(1, 1_000, ErrorMessage = "Orders:Overload:ImportsAtOnce must be between 1 and 1000, such as 4.")]
    public int ImportsAtOnce { get; set; } = 4;

    /// <summary>
    /// How many messages the outbox may hold, for all replicas; 100,000 by default. More are there only while the broker
    /// is away, and every order would make the way back longer.
    /// </summary>
    [Range(1, 100_000_000, ErrorMessage = "Orders:Overload:OutboxMessages must be between 1 and 100000000, such as 100000.")]
    public int OutboxMessages { get; set; } = 100_000;

    /// <summary>How often the outbox is counted; one second by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00",
        ErrorMessage = "Orders:Overload:CountInterval must be between 00:00:00.1 and 00:01:00, such as 00:00:01.")]
    public TimeSpan CountInterval { get; set; } = TimeSpan.FromSeconds(1);
}
