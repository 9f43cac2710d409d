using Microservices.Chaos.Fleets;

namespace Microservices.Chaos.Faults;

/// <summary>What a fault needs to happen.</summary>
/// <param name="Fleet">Whom it happens to.</param>
/// <param name="Fault">The fault.</param>
/// <param name="Say">Told what else happens.</param>
/// <param name="Cancellation">Ends it early.</param>
internal sealed record FaultScene(Fleet Fleet, PlannedFault Fault, Action<string> Say, CancellationToken Cancellation)
{
    /// <summary>Lets the fault last for as long as it is planned.</summary>
    /// <param name="times">Multiples of the planned time.</param>
    public Task HoldAsync(double times = 1) => Task.Delay(Fault.Hold * times, Cancellation);
}
