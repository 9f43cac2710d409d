using System.Text.Json;

namespace Microservices.Integration.Tests.DeadLetters;

/// <summary>How a command of <c>deadletters</c> ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>The answer of a command that was given <c>--json</c>.</summary>
    public JsonElement Json() => JsonDocument.Parse(Output).RootElement;

    /// <summary>Fails with all that was written when the exit code is another.</summary>
    public CliResult ShouldEndWith(int exitCode)
    {
        ExitCode.ShouldBe(exitCode, $"{Output}\n{Error}");
        return this;
    }
}
