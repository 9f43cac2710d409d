using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Tests;

/// <summary>Runs command lines in this process.</summary>
internal sealed class Cli(string url)
{
    public Dictionary<string, string> Variables { get; } = [];

    public string Input { get; set; } = "";

    public bool IsTerminal { get; set; }

    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    public CancellationToken CancellationToken { get; set; } = TestContext.Current.CancellationToken;

    public StringWriter Error { get; } = new();

    public async Task<CliResult> RunAsync(params string[] args)
    {
        var output = new StringWriter();
        var bytes = new MemoryStream();
        var exitCode = await CliRunner.RunAsync(args, new CliEnvironment
        {
            Output = output,
            Error = Error,
            Input = new StringReader(Input),
            OpenInput = () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Input)),
            OpenOutput = () => bytes,
            Variable = name => Variables.TryGetValue(name, out var value) ? value : name == "DEADLETTERS_URL" ? url : null,
            IsOutputTerminal = IsTerminal,
            IsErrorTerminal = IsTerminal,
            IsInputTerminal = IsTerminal,
            Width = IsTerminal ? 120 : 400,
            TimeProvider = TimeProvider,
        }, CancellationToken);
        return new CliResult(exitCode, output.ToString() + System.Text.Encoding.UTF8.GetString(bytes.ToArray()), Error.ToString());
    }
}
