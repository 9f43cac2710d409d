using Microservices.DeadLetters.Archive;

namespace Microservices.DeadLetters.Components.Support;

/// <summary>Writes actions as commands of <c>deadletters</c>, for a POSIX shell.</summary>
internal static class Cli
{
    private const string Safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=+%@";

    /// <summary>What stands for a text that is still to be written.</summary>
    public const string Reason = "REASON";

    /// <summary>Writes a command.</summary>
    /// <param name="parts">Its words; null ones are left out.</param>
    public static string Of(params IEnumerable<string?> parts) =>
        string.Join(' ', parts.Where(part => part is not null).Select(part => Quoted(part!)).Prepend("deadletters")); // filtered

    /// <summary>An option with a value that may begin with a minus.</summary>
    public static string?[] Option(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? [] : value[0] == '-' ? [$"{name}={value}"] : [name, value];

    /// <summary>A query as the argument of a command that looks.</summary>
    public static string?[] Query(string? query) =>
        string.IsNullOrWhiteSpace(query) ? [] : query[0] == '-' ? ["--", query] : [query];

    /// <summary>What an action is about.</summary>
    public static string?[] Selection(LetterSelection selection) => selection.Ids is { Count: > 0 } ids
        ? [.. ids.Select(id => id.ToString(CultureInfo.InvariantCulture))]
        : Option("--query", selection.Query);

    /// <summary>A word as the shell takes it literally.</summary>
    public static string Quoted(string word) => word.Length > 0 && word.All(Safe.Contains)
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
