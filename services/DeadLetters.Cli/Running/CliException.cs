namespace Microservices.DeadLetters.Cli.Running;

/// <summary>Ends the command with a message for the person who typed it.</summary>
internal sealed class CliException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    public CliException(int exitCode, string message) : base(message) => ExitCode = exitCode;

    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; }
}
