namespace Microservices.ServiceDefaults.Messaging.Outages;

/// <summary>How long a process holds a message, and where the message goes then.</summary>
/// <param name="Longest">The longest time; null for no end, in memory.</param>
/// <param name="ReturnsAfter">The delay queue that keeps it after that; null in memory.</param>
internal sealed record Holding(TimeSpan? Longest, TimeSpan? ReturnsAfter)
{
    // RabbitMQ takes back what is not acknowledged within consumer_timeout, 30 minutes by default, and counts it against the message:
    // https://www.rabbitmq.com/docs/consumers#acknowledgement-timeout
    private static readonly TimeSpan MostOfTimeout = TimeSpan.FromMinutes(25);

    public static Holding InMemory { get; } = new(null, null);

    /// <summary>Shortens the time by the messages that wait for a slot: they are not acknowledged either.</summary>
    public static Holding OnRabbitMq(MessagingOptions options, int concurrency)
    {
        var turns = Math.Max(1, (int)Math.Ceiling((double)options.PrefetchCount / concurrency));
        var longest = MostOfTimeout / turns;
        return new Holding(longest < options.OutageHoldLimit ? longest : options.OutageHoldLimit, options.GiveBackDelay);
    }
}
