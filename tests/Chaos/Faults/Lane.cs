namespace Microservices.Chaos.Faults;

/// <summary>Faults of one lane come one after the other, those of different lanes at the same time.</summary>
internal enum Lane
{
    /// <summary>What happens to the services' processes.</summary>
    Services,

    /// <summary>What happens to broker and database server.</summary>
    Servers,

    /// <summary>What happens on the lines between them, and with the mail server.</summary>
    Lines,
}
