using System.Text.RegularExpressions;

namespace Microservices.DeadLetters.Grouping;

/// <summary>Finds the first frame of a stack trace that is of the consumer's own code.</summary>
internal static partial class OwnFrames
{
    // Those that stand between a consumer and what failed.
    private static readonly string[] Frameworks =
    [
        "System.", "Microsoft.", "MassTransit.", "Npgsql.", "RabbitMQ.", "MailKit.", "MimeKit.", "Polly.", "GreenPipes.",
        "Newtonsoft.", "Dapper.", "StackExchange.", "Castle.", "AutoMapper.", "FluentValidation.", "lambda_method",
    ];

    /// <summary>Finds the frame.</summary>
    /// <param name="stackTrace">A stack trace as .NET writes it.</param>
    /// <returns>Namespace, type and method, without arguments and line; null when there is none.</returns>
    public static string? Find(string? stackTrace)
    {
        if (stackTrace is null)
            return null;

        foreach (var line in stackTrace.AsSpan().EnumerateLines())
        {
            var match = Frame().Match(line.ToString());
            // What the compiler adds is behind the namespace: most frames need no more than a look at that.
            if (match.Success && match.Groups["method"].Value is var method && !IsFramework(method)
                && Name(method) is var name && !IsFramework(name))
            {
                return name;
            }
        }

        return null;
    }

    private static bool IsFramework(string name) =>
        Array.Exists(Frameworks, framework => name.StartsWith(framework, StringComparison.Ordinal));

    // What the compiler makes of asynchronous methods, local functions and lambdas, back to what was written.
    private static string Name(string method)
    {
        var name = StateMachine().Replace(method, "$1");
        name = Lambda().Replace(name, "$1");
        name = Closure().Replace(name, "");
        return GenericArguments().Replace(name, "");
    }

    [GeneratedRegex(@"^\s*\p{L}+ (?<method>[^(\s]+)\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex Frame();

    [GeneratedRegex(@"<(\w+)>d(?:__\d+)?(?:`\d+)?\.MoveNext$", RegexOptions.CultureInvariant)]
    private static partial Regex StateMachine();

    [GeneratedRegex(@"<(\w+)>[bg]__\w+(?:\|[\d_]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Lambda();

    [GeneratedRegex(@"<>c(?:__DisplayClass[\d_]+)?(?:`\d+)?\.", RegexOptions.CultureInvariant)]
    private static partial Regex Closure();

    [GeneratedRegex(@"(?:`\d+)|(?:\[[^\]]*\])", RegexOptions.CultureInvariant)]
    private static partial Regex GenericArguments();
}
