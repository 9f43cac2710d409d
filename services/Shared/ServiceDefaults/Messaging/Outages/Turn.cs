namespace Microservices.ServiceDefaults.Messaging.Outages;

/// <summary>What a message may do.</summary>
internal enum Turn
{
    /// <summary>Nothing is away.</summary>
    Go,

    /// <summary>Try whether the dependency is back.</summary>
    Trial,

    /// <summary>It has been held for long enough: the broker shall keep it.</summary>
    GiveBack,
}
