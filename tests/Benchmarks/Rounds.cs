namespace Microservices.Benchmarks;

/// <summary>Lets subjects run in turns.</summary>
internal static class Rounds
{
    /// <param name="subjects">The subjects.</param>
    /// <param name="rounds">How often each runs and counts.</param>
    /// <param name="run">Runs one, given the number of the round: 0 is the one that does not count.</param>
    /// <param name="describe">What is printed of a run.</param>
    /// <returns>The results by subject, then by round.</returns>
    public static async Task<IReadOnlyList<TResult>> RunAsync<TSubject, TResult>(IReadOnlyList<TSubject> subjects, int rounds,
        Func<TSubject, int, Task<TResult>> run, Func<TResult, string> describe)
    {
        var results = new List<(int Subject, TResult Result)>();
        // A round that does not count: the JIT compiles the last of a heavy subject's methods again after 20,000 messages.
        for (var round = 0; round <= rounds; round++)
        {
            // Each round begins with another subject, so that none always runs on the warmest machine.
            for (var i = 0; i < subjects.Count; i++)
            {
                var subject = (round + i) % subjects.Count;
                var result = await run(subjects[subject], round);
                Console.WriteLine($"round {round}: {describe(result)}{(round == 0 ? " (warm-up)" : "")}");
                if (round > 0)
                    results.Add((subject, result));
            }
        }

        // They ran in turns. The order is stable, so the rounds of each subject stay in theirs.
        return [.. results.OrderBy(run => run.Subject).Select(run => run.Result)];
    }
}
