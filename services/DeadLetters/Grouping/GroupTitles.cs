using Microservices.DeadLetters.Ingest.Parsing;

namespace Microservices.DeadLetters.Grouping;

/// <summary>Says in a line what a group is about.</summary>
internal static class GroupTitles
{
    private static readonly char[] NamespaceEnds = ['.', ':', '+'];

    /// <summary>The title of a dead letter's group.</summary>
    public static string Of(DeadLetter letter)
    {
        var message = letter.MessageType is { } type ? Short(type) : "a message of unknown type";
        var title = letter.Cause switch
        {
            Causes.Fault => $"{Short(letter.ExceptionType ?? "A fault")} in {ShortFrame(letter.OwnFrame) ?? letter.Queue} ({message})",
            Causes.Skipped => $"No consumer of {letter.Queue} takes {message}",
            Causes.Expired => $"{message} expired in {letter.Queue}",
            Causes.MaxLength => $"{letter.Queue} was full for {message}",
            Causes.DeliveryLimit => $"{message} was delivered too often from {letter.Queue}",
            _ => $"{message} was rejected in {letter.Queue}",
        };
        return SafeText.Fit(title, ColumnLengths.TypeName)!; // a title has words
    }

    // Of a generic type, the arguments may have namespaces too: only what is before them is cut.
    private static string Short(string type)
    {
        var end = type.IndexOfAny(['[', '<', '`']);
        var start = type.LastIndexOfAny(NamespaceEnds, (end < 0 ? type.Length : end) - 1 is var last && last < 0 ? 0 : last);
        return type[(start + 1)..];
    }

    private static string? ShortFrame(string? frame) =>
        frame?.Split('.') is [.., var type, var method] ? $"{type}.{method}" : frame;
}
