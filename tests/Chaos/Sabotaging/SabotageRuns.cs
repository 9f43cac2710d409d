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
            Sabotage.All => [ServiceFaults.KillAtDelivery("Email-1"), ServiceFaults.KillAtWork("Orders-1")],
            _ => [],
        };
        return new RunSettings
        {
            // Orders is killed first: later, there may be no order left whose event can be lost.
            Seed = 6,
            Orders = 150,
            Rate = 20,
            FaultsPerLane = Math.Max(1, faults.Count),
            FaultKinds = faults,
            // A run that loses something never settles; one that does something twice does.
            Patience = sabotage switch
            {
                Sabotage.ReplayToExchange or Sabotage.LedgerOff => TimeSpan.FromMinutes(2),
                Sabotage.All => TimeSpan.FromSeconds(30),
                _ => TimeSpan.FromSeconds(8),
            },
            Replicas = 1,
            OwnServers = false,
            Sabotage = sabotage,
            LogFolder = logFolder,
        };
    }
}
