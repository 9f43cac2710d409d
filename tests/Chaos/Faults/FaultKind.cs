namespace Microservices.Chaos.Faults;

/// <summary>A kind of fault.</summary>
/// <param name="Name">What happens, in the imperative.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="Targets">What it can happen to.</param>
/// <param name="PlayAsync">Makes it happen to a target, holds it, and ends it.</param>
internal sealed record FaultKind(string Name, Lane Lane, IReadOnlyList<string> Targets, Func<FaultScene, Task> PlayAsync);
