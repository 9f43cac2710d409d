namespace Microservices.ServiceDefaults.Messaging.Outages;

/// <summary>The outages that a service knows.</summary>
internal sealed class OutageRules(IEnumerable<Outage> outages)
{
    private readonly Outage[] _outages = [.. outages];

    /// <summary>The outage that an exception may come from; null when it does not look like one.</summary>
    public Outage? Find(Exception? exception) => exception switch
    {
        null => null,
        AggregateException aggregate => aggregate.InnerExceptions.Select(Find).FirstOrDefault(found => found is not null),
        _ => Array.Find(_outages, outage => outage.IsSuspected(exception)) ?? Find(exception.InnerException),
    };
}
