using CsCheck;
using Microservices.Model.Tests.Simulation;

namespace Microservices.Model.Tests.Outbox;

/// <summary>Draws what happens.</summary>
internal static class OutboxSteps
{
    public const int Processes = 2;

    /// <summary>A delivery of a few messages has no more.</summary>
    public const int MostOfDelivery = 25;

    private static readonly Gen<SendFate> Fate = Gen.Frequency(
        (6, Gen.Const(SendFate.Confirmed)), (1, Gen.Const(SendFate.Refused)), (1, Gen.Const(SendFate.Unconfirmed)));

    private static readonly Gen<int?> KilledAfter = Gen.Frequency(
        (2, Gen.Const((int?)null)), (1, Gen.Int[0, MostOfDelivery].Select(steps => (int?)steps)));

    // A commit has few steps.
    private static readonly Gen<int?> KilledInCommit = Gen.Frequency(
        (3, Gen.Const((int?)null)), (1, Gen.Int[0, 4].Select(steps => (int?)steps)));

    // Few, so that copies come.
    private static readonly Gen<Guid?> Consumed = Gen.Frequency(
        (1, Gen.Const((Guid?)null)), (1, Gen.Byte[1, 4].Select(number => (Guid?)new Guid(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))));

    private static readonly Gen<OutboxStep> Commit = Gen.Select(Gen.Int[0, Processes - 1], Gen.Int[1, 4], Consumed, Gen.Bool, Gen.Bool, KilledInCommit,
        (process, messages, consumed, hasTransaction, hasCause, killedAfter) =>
            (OutboxStep)new OutboxStep.Commit(process, messages, consumed, hasTransaction, hasCause, killedAfter));

    private static readonly Gen<OutboxStep> Restart = Gen.Int[0, Processes - 1].Select(process => (OutboxStep)new OutboxStep.Restart(process));

    private static readonly Gen<OutboxStep> Wait = Gen.Int[1, 90].Select(seconds => (OutboxStep)new OutboxStep.Wait(seconds));

    /// <summary>Steps of one process, or of two that work at once.</summary>
    public static Gen<List<OutboxStep>> Draw(bool isShared)
    {
        var deliver = Delivery(Gen.Int[0, Processes - 1]).Select(work => (OutboxStep)new OutboxStep.Deliver(work));
        var atOnce = Gen.Select(Delivery(Gen.Const(0)), Delivery(Gen.Const(1)), Schedules.Draw(Processes),
            (first, second, order) => (OutboxStep)new OutboxStep.DeliverAtOnce(first, second, order));
        return (isShared ? Gen.Frequency((4, Commit), (3, deliver), (3, atOnce), (1, Wait), (1, Restart)) : Gen.Frequency((4, Commit), (5, deliver), (1, Wait), (1, Restart)))
            .List[1, 14];
    }

    private static Gen<Delivery> Delivery(Gen<int> process) => Gen.Select(process, Gen.Bool, KilledAfter, Fate.Array[0, 8],
        (number, isStored, killedAfter, fates) => new Delivery(number, isStored, killedAfter, fates));
}
