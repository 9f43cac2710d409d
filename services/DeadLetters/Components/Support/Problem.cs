using Microservices.DeadLetters.Archive;
using Microservices.DeadLetters.Querying;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Replay.Publishing;
using Microservices.DeadLetters.Replay.Requests;

namespace Microservices.DeadLetters.Components.Support;

/// <summary>Why something did not work, in words that help.</summary>
/// <param name="Title">What did not work.</param>
/// <param name="Detail">Why, and what to do.</param>
/// <param name="Column">The first wrong character of the query, from 1; null when it is not the query.</param>
public sealed record Problem(string Title, string Detail, int? Column = null)
{
    /// <summary>What an exception means; null of one that nobody expects.</summary>
    internal static Problem? Of(Exception exception) => exception switch
    {
        QueryException query => new("The query cannot be read.",
            $"Column {query.Column}: found {query.Found}, expected {query.Expected}.", query.Column),
        ReplayRequestException request => new("This cannot be done so.", $"{Capitalized(request.Field)} {request.Rule}."),
        ReplayDeniedException denied => new("You are not allowed to.", denied.Message),
        ArchiveConflictException conflict => new("Nothing was changed.", conflict.Message),
        ReplayTargetUnavailableException target => new("The broker is away.",
            $"{target.Message} Nothing was sent. Try again when it is back."),
        _ => null,
    };

    /// <summary>What is said of an exception that is in the log.</summary>
    internal static Problem Unexpected { get; } = new("That did not work.",
        "The database may be away; the log of the service says more. Look again before you repeat an action: it may have been done.");

    private static string Capitalized(string field) => field.Length == 0 ? field : char.ToUpperInvariant(field[0]) + field[1..];
}
