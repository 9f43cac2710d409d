namespace Microservices.Benchmarks.Subjects.DeadLetters;

/// <summary>Every subject that empties an error queue.</summary>
internal static class IngestSubjects
{
    /// <summary>The least that can be done: taken and acknowledged.</summary>
    public const string Drain = "drain-by-hand";

    /// <summary>The least that can be done and lose nothing: taken, copied, committed, acknowledged.</summary>
    public const string Copy = "copy-by-hand";

    public static IReadOnlyList<IIngestSubject> All { get; } =
    [
        new ServiceIngestSubject("service", takesFaults: false),
        new ServiceIngestSubject("service, with faults", takesFaults: true),
        new ByHandIngestSubject(Copy, copies: true),
        new ByHandIngestSubject(Drain, copies: false),
    ];
}
