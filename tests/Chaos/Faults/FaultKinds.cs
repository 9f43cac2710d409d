namespace Microservices.Chaos.Faults;

/// <summary>Every kind of fault that can happen here.</summary>
internal static class FaultKinds
{
    /// <summary>All of them, for fleets of so many replicas.</summary>
    public static IReadOnlyList<FaultKind> All(int replicas) =>
        [.. ServiceFaults.Kinds(replicas), .. ServerFaults.Kinds, .. LineFaults.Kinds, .. MailFaults.Kinds];
}
