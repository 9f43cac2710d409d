namespace Contracts.Rules;

/// <summary>What a text says about time.</summary>
public enum InstantReading
{
    /// <summary>No date and time.</summary>
    Invalid,

    /// <summary>A date and time that does not say its zone.</summary>
    Local,

    /// <summary>A point in time.</summary>
    Zoned,
}
