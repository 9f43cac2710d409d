using System.CommandLine;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary><c>deadletters completion</c></summary>
internal static class CompletionCommand
{
    internal static Command Create(CliRunner runner)
    {
        var command = new CliCommand("completion", "Prints the script that lets a shell complete commands, options and query keys.",
            "source <(deadletters completion bash)",
            "deadletters completion zsh > ~/.zfunc/_deadletters",
            "deadletters completion fish > ~/.config/fish/completions/deadletters.fish");
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        command.Arguments.Add(shell);
        runner.BindLocal(command, (parsed, environment) =>
        {
            environment.Output.Write(parsed.GetValue(shell) switch
            {
                "bash" => CompletionScripts.Bash,
                "zsh" => CompletionScripts.Zsh,
                _ => CompletionScripts.Fish,
            });
            return ExitCodes.Done;
        });
        return command;
    }
}
