namespace Microservices.Benchmarks;

/// <summary>Lets subjects run in turns.</summary>
internal static class Rounds
{
    /// <param name="subjects">The subjects.</param>
    /// <param name="rounds">How often each runs.</param>
    /// <param name="run">Runs one, given the number of the round from 1.</param>
    /// <param name="describe">What is printed of a run.</param>
    /// <returns>The results by subject, then by round.</returns>
    public static async Task<IReadOnlyList<TResult>> RunAsync<TSubject, TResult>(IReadOnlyList<TSubject> subjects, int rounds,
        Func<TSubject, int, Task<TResult>> run, Func<TResult, string> describe)
    {
        var results = new List<(int Subject, TResult Result)>();
        for (var round = 1; round <= rounds; round++)
        {
            // Each round begins with another subject, so that none always runs on the warmest machine.
            for (var i = 0; i < subjects.Count; i++)
            {
                var subject = (round - 1 + i) % subjects.Count;
                var result = await run(subjects[subject], round);
                Console.WriteLine($"round {round}: {describe(result)}");
                results.Add((subject, result));
            }
        }

        // They ran in turns. The order is stable, so the rounds of each subject stay in theirs.
        return [.. results.OrderBy(run => run.Subject).Select(run => run.Result)];
    }
}
