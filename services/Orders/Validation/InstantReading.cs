namespace Microservices.Orders.Validation;

/// <summary>What a text says about time.</summary>
internal enum InstantReading
{
    /// <summary>No date and time.</summary>
    Invalid,

    /// <summary>A date and time that does not say its zone.</summary>
    Local,

    /// <summary>A point in time.</summary>
    Zoned,
}
