using CsCheck;
using Microservices.Model.Tests.Simulation;

namespace Microservices.Model.Tests.Replay;

/// <summary>Draws what happens.</summary>
internal static class ReplayActions
{
    private const int Processes = 2;

    private static readonly Gen<PublishFate> Fate = Gen.Frequency(
        (6, Gen.Const(PublishFate.Confirmed)), (1, Gen.Const(PublishFate.Refused)), (1, Gen.Const(PublishFate.Unroutable)),
        (1, Gen.Const(PublishFate.Unconfirmed)));

    private static readonly Gen<int?> KilledAfter = Gen.Frequency(
        (2, Gen.Const((int?)null)), (1, Gen.Int[0, 25].Select(steps => (int?)steps)));

    private static readonly Gen<Decision> Decisions = Gen.Enum<Decision>();

    private static readonly Gen<Decision?> DecisionOrNone = Gen.Frequency(
        (2, Gen.Const((Decision?)null)), (1, Decisions.Select(what => (Decision?)what)));

    // Half of the time nobody can be taken for dead, and so nothing excuses a second copy.
    private static readonly Gen<int> Seconds = Gen.Frequency((1, Gen.Const(0)), (1, Gen.Int[1, 90]));

    /// <summary>Actions of one process, or of two that work at once.</summary>
    public static Gen<List<ReplayAction>> Draw(bool isShared)
    {
        var step = Step(Gen.Int[0, Processes - 1]).Select(work => (ReplayAction)new ReplayAction.Step(work));
        var consume = Gen.Frequency((3, Gen.Const(true)), (1, Gen.Const(false)))
            .Select(succeeds => (ReplayAction)new ReplayAction.Consume(succeeds));
        var hear = Gen.Bool.Select(twice => (ReplayAction)new ReplayAction.Hear(twice));
        var decide = Decisions.Select(what => (ReplayAction)new ReplayAction.Decide(what));
        var wait = Gen.Int[1, 400].Select(seconds => (ReplayAction)new ReplayAction.Wait(seconds));
        var atOnce = Gen.Select(Step(Gen.Const(0)), Step(Gen.Const(1)), Seconds, DecisionOrNone, Gen.Bool, Schedules.Draw(processes: 5),
            (first, second, seconds, decision, hears, order) =>
                (ReplayAction)new ReplayAction.AtOnce(first, second, seconds, decision, hears, order));
        return (isShared
            ? Gen.Frequency((4, step), (3, atOnce), (4, consume), (4, hear), (1, decide), (1, wait))
            : Gen.Frequency((6, step), (4, consume), (4, hear), (1, decide), (2, wait))).List[1, 20];
    }

    private static Gen<WorkerStep> Step(Gen<int> process) => Gen.Select(process, KilledAfter, Fate.Array[0, 4],
        (number, killedAfter, fates) => new WorkerStep(number, killedAfter, fates));
}
