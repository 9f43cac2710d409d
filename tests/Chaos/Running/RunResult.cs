using Microservices.Chaos.Faults;
using Microservices.Chaos.Judging;

namespace Microservices.Chaos.Running;

/// <summary>What came of a run.</summary>
/// <param name="Settings">What it was.</param>
/// <param name="Verdict">The judge's verdict.</param>
/// <param name="Evidence">What the judge saw.</param>
/// <param name="Faults">The faults that happened.</param>
/// <param name="Replays">How many replays the operator made.</param>
/// <param name="Copies">How many events came again.</param>
/// <param name="Restarts">How many services had to be started again because they had given up the broker.</param>
/// <param name="Duration">From the first order to the verdict.</param>
internal sealed record RunResult(RunSettings Settings, Verdict Verdict, Evidence Evidence, IReadOnlyList<PlayedFault> Faults,
    int Replays, int Copies, int Restarts, TimeSpan Duration);
