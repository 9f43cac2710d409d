namespace Microservices.DeadLetters.Cli.Running;

/// <summary>How a command ends.</summary>
internal static class ExitCodes
{
    /// <summary>Everything that was asked for is done.</summary>
    internal const int Done = 0;

    /// <summary>Some of it failed or was left out; what, was said.</summary>
    internal const int SomeFailed = 1;

    /// <summary>The command line, the query or a file that it names is wrong.</summary>
    internal const int Usage = 2;

    /// <summary>The service cannot be reached, cannot answer, or refuses.</summary>
    internal const int UnreachableOrDenied = 3;

    /// <summary>Ended by Ctrl+C or SIGTERM, as shells know it. Jobs of the service go on.</summary>
    internal const int Interrupted = 130;

    /// <summary>What scripts may count on, for the help.</summary>
    internal static readonly (int Code, string Meaning)[] All =
    [
        (Done, "done; of replay --wait: every message was processed; of watch: Ctrl+C or SIGTERM, its only end"),
        (SomeFailed, "some failed, were skipped or not acknowledged; paused or cancelled; no such thing"),
        (Usage, "the command line, the query or a file is wrong"),
        (UnreachableOrDenied, "the service cannot be reached, cannot answer, or refuses"),
        (Interrupted, "Ctrl+C or SIGTERM; what runs in the service goes on"),
    ];
}
