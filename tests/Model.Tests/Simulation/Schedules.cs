using CsCheck;

namespace Microservices.Model.Tests.Simulation;

/// <summary>Says whose turn is next.</summary>
internal static class Schedules
{
    private const int LongestRun = 15;
    private const int MostSteps = 30;

    /// <summary>
    /// Some turns of one, then some of another: drawn turn by turn, nobody would ever come to the end of a transaction before
    /// another one begins.
    /// </summary>
    /// <param name="processes">How many work at once.</param>
    public static Gen<int[]> Draw(int processes) => Gen.Select(Gen.Int[0, processes - 1], Gen.Int[1, LongestRun], Enumerable.Repeat)
        .Array[0, 8].Select(runs => runs.SelectMany(run => run).ToArray());

    /// <summary>Another one does all its work between two steps of the first: between each two of them, one after the other.</summary>
    /// <param name="by">The other one's number.</param>
    public static IEnumerable<int[]> EveryCut(int by) => Enumerable.Range(0, MostSteps)
        .Select(steps => (int[])[.. Enumerable.Repeat(0, steps), .. Enumerable.Repeat(by, MostSteps)]);
}
