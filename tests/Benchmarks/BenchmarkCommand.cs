using System.CommandLine;
using Microservices.Benchmarks.Subjects;
using Microservices.Benchmarks.Workloads;

namespace Microservices.Benchmarks;

/// <summary>The command line.</summary>
internal static class BenchmarkCommand
{
    /// <summary>Those that <c>all</c> runs.</summary>
    public static IReadOnlyList<string> Workloads { get; } = ["drain", "stress", "scale", "latency", "produce", "relay", "rest", "order",
        "dead-letters"];

    public static Task<int> InvokeAsync(string[] args) => new RootCommand(
        "Measures inbox and outbox beside their peers: one process, one run, in turns. Figures of one run compare; figures of"
        + " two runs or machines do not.")
    {
        BacklogCommand.Create("drain", "Consumes a backlog with 5 % duplicates: messages per second and what they cost.",
            ConsumerSubjects.All, new DrainSettings { Messages = 20_000, WarmUp = 10_000 }, [1]),
        BacklogCommand.Create("stress", "Consumes a backlog of which 40 % are duplicates close to their originals, 32 messages"
            + " at the same time: whether each effect is there once.",
            ConsumerSubjects.Exact, new DrainSettings
            {
                Messages = 4_000,
                WarmUp = 500,
                Duplicates = 0.4,
                FarShare = 0,
                Concurrency = 32,
            }, [1, 4]),
        BacklogCommand.Create("scale", "Consumes a backlog by one, two and four processes, which share this machine: what more of"
            + " them cost, not what more machines would gain.",
            [.. ConsumerSubjects.All.Where(subject => subject.Deduplicates)],
            new DrainSettings { Messages = 10_000, WarmUp = 2_500 }, [1, 2, 4]),
        LatencyCommand.Create(),
        ProduceCommand.Create(),
        RelayCommand.Create(),
        RestCommand.Create(),
        OrderCommand.Create(),
        DeadLettersCommand.Create(),
        LargeCommand.Create(),
        AllCommand.Create(InvokeAsync),
        ConsumeCommand.Create(),
        DeliverCommand.Create(),
    }.Parse(args).InvokeAsync();
}
