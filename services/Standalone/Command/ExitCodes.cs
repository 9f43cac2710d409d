namespace Microservices.Standalone.Command;

/// <summary>How the process ends.</summary>
internal static class ExitCodes
{
    /// <summary>Stopped cleanly; with <c>--exit</c>: every accepted order has its three effects.</summary>
    internal const int Done = 0;

    /// <summary>An effect is missing, or the start failed.</summary>
    internal const int Incomplete = 1;

    /// <summary>The command line, or the file that it names, is wrong.</summary>
    internal const int Usage = 2;
}
