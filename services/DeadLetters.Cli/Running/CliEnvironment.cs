namespace Microservices.DeadLetters.Cli.Running;

/// <summary>What surrounds the command: streams, variables, clock. Tests bring their own.</summary>
internal sealed record CliEnvironment
{
    private const int WidthOfPipes = 400;

    /// <summary>Results.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Problems, progress and hints: never part of what a pipe carries on.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Answers to questions.</summary>
    public required TextReader Input { get; init; }

    /// <summary>Bytes of what is piped in.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Where exported bytes go when no file is named.</summary>
    public required Func<Stream> OpenOutput { get; init; }

    /// <summary>Reads an environment variable.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Whether a person reads the results.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether a person reads what goes to <see cref="Error"/>.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Whether a person can be asked.</summary>
    public bool IsInputTerminal { get; init; }

    /// <summary>Columns of a line; wide where nobody looks, so that lines stay whole for other programs.</summary>
    public int Width { get; init; } = WidthOfPipes;

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Whether results may be coloured: see no-color.org.</summary>
    public bool HasColor => IsOutputTerminal && string.IsNullOrEmpty(Variable("NO_COLOR")) && Variable("TERM") is not "dumb";

    /// <summary>The process's own.</summary>
    public static CliEnvironment OfProcess() => new()
    {
        Output = Console.Out,
        Error = Console.Error,
        Input = Console.In,
        OpenInput = Console.OpenStandardInput,
        OpenOutput = Console.OpenStandardOutput,
        Variable = Environment.GetEnvironmentVariable,
        IsOutputTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        IsInputTerminal = !Console.IsInputRedirected,
        Width = Console.IsOutputRedirected ? WidthOfPipes : WindowWidth(),
    };

    private static int WindowWidth()
    {
        const int Usual = 80;
        try
        {
            return Console.WindowWidth is var width and > 0 ? width : Usual;
        }
        catch (IOException)
        {
            return Usual; // a terminal that does not know its size
        }
    }
}
