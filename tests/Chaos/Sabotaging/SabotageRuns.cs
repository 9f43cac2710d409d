using Microservices.Chaos.Faults;
using Microservices.Chaos.Running;

namespace Microservices.Chaos.Sabotaging;

/// <summary>The smallest run in which each sabotage has its chance.</summary>
internal static class SabotageRuns
{
    /// <summary>The run: copies and replays are harm enough for two of them, the others need processes that end.</summary>
    public static RunSettings Of(Sabotage sabotage, string logFolder)
    {
        IReadOnlyList<FaultKind> faults = sabotage switch
        {
            Sabotage.AckBeforeCommit => [ServiceFaults.KillAtDelivery("Email-1", "Inventory-1", "Invoice-1")],
            Sabotage.OutboxWithoutTransaction => [ServiceFaults.KillAtWork("Orders-1")],
            _ => [],
        };
        return new RunSettings
        {
            Seed = 7,
            Orders = 150,
            Rate = 20,
            FaultsPerLane = 1,
            FaultKinds = faults,
            Patience = TimeSpan.FromSeconds(8), // what is lost is waited for in vain
            Replicas = 1,
            Sabotage = sabotage,
            LogFolder = logFolder,
        };
    }
}
