namespace Microservices.Chaos.Faults;

/// <summary>A fault that will happen.</summary>
/// <param name="Kind">What.</param>
/// <param name="Target">To whom.</param>
/// <param name="After">How long after the end of the one before.</param>
/// <param name="Hold">For how long.</param>
/// <param name="Strength">How bad it is, 0 to 1, where that is a question.</param>
internal sealed record PlannedFault(FaultKind Kind, string Target, TimeSpan After, TimeSpan Hold, double Strength);
