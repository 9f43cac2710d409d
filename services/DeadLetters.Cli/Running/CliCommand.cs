using System.CommandLine;

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
