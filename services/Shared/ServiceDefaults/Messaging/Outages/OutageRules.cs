namespace Microservices.ServiceDefaults.Messaging.Outages;

/// <summary>The outages that a service knows.</summary>
internal sealed class OutageRules(IEnumerable<Outage> outages)
{
    private readonly Outage[] _outages = [.. outages];

    /// <summary>The dependency that is away; null when the exception does not say so.</summary>
    public string? Find(Exception? exception) => exception switch
    {
        null => null,
        AggregateException aggregate => aggregate.InnerExceptions.Select(Find).FirstOrDefault(found => found is not null),
        _ => Array.Find(_outages, outage => outage.IsAway(exception))?.Dependency ?? Find(exception.InnerException),
    };
}
