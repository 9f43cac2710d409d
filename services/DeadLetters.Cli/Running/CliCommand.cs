using System.CommandLine;
using Microservices.DeadLetters.Cli.Api;
using Microservices.DeadLetters.Cli.Output;

namespace Microservices.DeadLetters.Cli.Running;

/// <summary>A command whose help shows examples.</summary>
/// <param name="name">What is typed.</param>
/// <param name="description">What it does.</param>
/// <param name="examples">Whole command lines.</param>
internal sealed class CliCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Whole command lines.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>Whether it takes a query, so that help explains its keys.</summary>
    public bool TakesQuery { get; set; }
}

/// <summary>The command line and everything that a command uses.</summary>
/// <param name="Parsed">The command line.</param>
/// <param name="Api">The service.</param>
/// <param name="Printer">Where results go.</param>
/// <param name="Environment">The terminal and the environment variables.</param>
/// <param name="CancellationToken">Cancelled by Ctrl+C.</param>
internal sealed record CommandContext(ParseResult Parsed, ApiClient Api, Printer Printer, CliEnvironment Environment,
    CancellationToken CancellationToken)
{
    /// <summary>The value of an option or its default.</summary>
    public T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    /// <summary>The value of an argument or its default.</summary>
    public T? Get<T>(Argument<T> argument) => Parsed.GetValue(argument);
}
