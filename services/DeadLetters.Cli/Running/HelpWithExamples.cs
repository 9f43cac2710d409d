using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Microservices.DeadLetters.Querying;

namespace Microservices.DeadLetters.Cli.Running;

/// <summary>Help as usual, and examples below it; of the whole, what holds for every command.</summary>
/// <param name="usual">Help as usual.</param>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private const int WidestExample = 36;

    /// <inheritdoc />
    public override bool ClearsParseErrors => true;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is RootCommand)
            ExplainUse(output);
        if (parseResult.CommandResult.Command is not CliCommand command)
            return exitCode;

        if (command.TakesQuery)
            ExplainQueries(output);
        output.WriteLine("Examples:");
        foreach (var example in command.Examples)
            output.WriteLine("  " + example);
        output.WriteLine();
        return exitCode;
    }

    private static void ExplainUse(TextWriter output)
    {
        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in ExitCodes.All)
            output.WriteLine($"  {code,-3}  {meaning}");
        output.WriteLine();
        output.WriteLine("Completion of commands, options and query keys: deadletters completion bash|zsh|fish. For this shell:");
        output.WriteLine("  source <(deadletters completion bash)");
        output.WriteLine();
    }

    private static void ExplainQueries(TextWriter output)
    {
        output.WriteLine("Queries: terms with blanks between them, all of which hold; -term excludes; a,b means either;");
        output.WriteLine("  \"quotes\" keep blanks together; * stands for any text; := means exactly; a bare word is looked for");
        output.WriteLine("  in the exception. Keys:");
        var width = QueryKeys.All.Max(key => key.Example.Length <= WidestExample ? key.Example.Length : 0);
        foreach (var key in QueryKeys.All)
        {
            output.WriteLine(key.Example.Length <= width
                ? $"  {key.Example.PadRight(width)}  {key.Help}"
                : $"  {key.Example}\n  {"".PadRight(width)}  {key.Help}");
        }

        output.WriteLine();
    }
}
