using CsCheck;

namespace Microservices.Model.Tests.Simulation;

/// <summary>Draws whose turn is next.</summary>
internal static class Schedules
{
    private const int LongestRun = 15;

    /// <summary>
    /// Some turns of one, then some of another: drawn turn by turn, nobody would ever come to the end of a transaction before
    /// another one begins.
    /// </summary>
    /// <param name="processes">How many work at once.</param>
    public static Gen<int[]> Draw(int processes) => Gen.Select(Gen.Int[0, processes - 1], Gen.Int[1, LongestRun], Enumerable.Repeat)
        .Array[0, 8].Select(runs => runs.SelectMany(run => run).ToArray());
}
