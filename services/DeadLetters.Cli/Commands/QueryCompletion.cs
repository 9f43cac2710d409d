using System.CommandLine.Completions;
using Microservices.DeadLetters.Querying;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary>Offers keys, and values where they are known, for the term that is being typed.</summary>
internal static class QueryCompletion
{
    /// <summary>What may follow.</summary>
    internal static IEnumerable<CompletionItem> Complete(CompletionContext context)
    {
        var typed = context.WordToComplete.TrimStart('"', '\'');
        var term = typed[(typed.LastIndexOf(' ') + 1)..];
        var before = term.StartsWith('-') ? "-" : "";
        term = term[before.Length..];

        return term.Contains(':', StringComparison.Ordinal)
            ? Values(term).Select(value => new CompletionItem(before + value))
            : QueryKeys.All
                .Select(key => (key.Help, Name: key.Kind is QueryKeyKind.Body ? QueryKeys.BodyPrefix : key.Name + ":"))
                .Where(key => key.Name.StartsWith(term, StringComparison.OrdinalIgnoreCase))
                .Select(key => new CompletionItem(before + key.Name, documentation: key.Help));
    }

    private static IEnumerable<string> Values(string term)
    {
        var colon = term.IndexOf(':', StringComparison.Ordinal);
        var comma = term.LastIndexOf(',') + 1;
        var head = comma > 0 ? term[..comma] : term[..(colon + 1)];
        return QueryKeys.Find(term[..colon])?.Values.Select(value => head + value)
            .Where(value => value.StartsWith(term, StringComparison.OrdinalIgnoreCase)) ?? [];
    }
}
