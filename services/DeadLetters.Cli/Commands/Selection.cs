using System.CommandLine;
using Microservices.DeadLetters.Cli.Api;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary>The dead letters that a command is about: by query, by the name of a saved one, or by number.</summary>
internal sealed class Selection
{
    private const string QueryOption = "--query";
    private const string QueryArgument = "query";

    private Selection()
    {
    }

    public Argument<string?> Text { get; } = new(QueryArgument)
    {
        Description = "Query, in quotes: its terms are separated by blanks. None: what is open.",
        HelpName = QueryArgument,
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Argument<long[]> Ids { get; } = new("ids") { Description = "Numbers of dead letters, instead of a query." };

    public Option<string?> Query { get; } = new(QueryOption)
    {
        Description = "Query, in quotes: its terms are separated by blanks.",
        HelpName = "QUERY",
    };

    public Option<string?> View { get; } = new("--view")
    {
        Description = "Name of a saved view, whose query is used.",
        HelpName = "NAME",
    };

    /// <summary>For commands that look: the query is an argument, and may be absent.</summary>
    internal static Selection ForReading(CliCommand command)
    {
        command.TakesQuery = true;
        var selection = new Selection();
        selection.Text.CompletionSources.Add(QueryCompletion.Complete);
        command.Arguments.Add(selection.Text);
        command.Options.Add(selection.View);
        command.Validators.Add(result =>
        {
            if (result.GetResult(selection.Text) is { Tokens.Count: > 0 } && result.GetResult(selection.View) is not null)
                result.AddError("Give a query or --view, not both.");
        });
        return selection;
    }

    /// <summary>For commands that change something: what, must be said.</summary>
    internal static Selection ForWriting(CliCommand command)
    {
        command.TakesQuery = true;
        var selection = new Selection();
        selection.Query.CompletionSources.Add(QueryCompletion.Complete);
        command.Arguments.Add(selection.Ids);
        command.Options.Add(selection.Query);
        command.Options.Add(selection.View);
        command.Validators.Add(result =>
        {
            var given = (result.GetResult(selection.Ids) is { Tokens.Count: > 0 } ? 1 : 0)
                + (result.GetResult(selection.Query) is null ? 0 : 1) + (result.GetResult(selection.View) is null ? 0 : 1);
            if (given != 1)
                result.AddError("Say which dead letters: numbers, --query or --view, one of the three.");
        });
        return selection;
    }

    /// <summary>The query as it was typed, to point into it.</summary>
    internal static string? QueryOf(ParseResult parsed)
    {
        foreach (var symbol in parsed.CommandResult.Command.Options.OfType<Option<string?>>())
        {
            if (symbol.Name == QueryOption && parsed.GetValue(symbol) is { } value)
                return value;
        }

        return parsed.CommandResult.Command.Arguments.OfType<Argument<string?>>()
            .Where(argument => argument.Name == QueryArgument).Select(parsed.GetValue).FirstOrDefault();
    }

    /// <summary>The numbers; <see langword="null"/> when there are none.</summary>
    internal long[]? ReadIds(CommandContext context) => context.Get(Ids) is { Length: > 0 } ids ? ids : null;

    /// <summary>The query; that of the view, if one is named.</summary>
    internal async Task<string?> ReadQueryAsync(CommandContext context)
    {
        if (context.Get(View) is not { } name)
            return QueryOf(context.Parsed);

        var view = await context.Api.GetAsync(ApiPath.Below("api/views", name), context.CancellationToken);
        return view.TryGetProperty("query", out var query) ? query.GetString() : null;
    }
}
