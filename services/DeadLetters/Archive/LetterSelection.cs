using Microservices.DeadLetters.Querying;
using Microservices.DeadLetters.Querying.Terms;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Replay.Requests;

namespace Microservices.DeadLetters.Archive;

/// <summary>The dead letters that an action is about: those of a query, or those named.</summary>
/// <param name="Query">The query; or give ids.</param>
/// <param name="Ids">The ids; or give a query.</param>
public sealed record LetterSelection(string? Query, IReadOnlyList<long>? Ids)
{
    private const int MaxIds = 100_000;

    /// <summary>The same, of a status unless its query names one.</summary>
    internal LetterSelection OfStatus(string status) =>
        string.IsNullOrWhiteSpace(Query) || QueryParser.Parse(Query).Terms.Any(term => term is ChoiceTerm { Key: QueryKeys.Status })
            ? this
            : this with { Query = $"{Query} status:{status}" };

    /// <summary>Turns it into a query of the database.</summary>
    /// <exception cref="ReplayRequestException">It is neither, or both.</exception>
    internal IQueryable<DeadLetter> Of(DeadLettersDbContext dbContext, ILetterSelector selector, bool mayUnmask)
    {
        var hasIds = Ids is { Count: > 0 };
        if (hasIds == !string.IsNullOrWhiteSpace(Query))
            throw new ReplayRequestException("query", "or ids must be given, one of the two");
        if (Ids?.Count > MaxIds)
            throw new ReplayRequestException("ids", $"must be at most {MaxIds:N0}; give a query for more");
        if (!hasIds)
            return selector.Select(dbContext, Query!, mayUnmask); // there is one

        var ids = Ids!.Distinct().ToArray(); // there are some
        return dbContext.DeadLetters.Where(letter => ids.Contains(letter.Id));
    }
}

/// <summary>The facts of a dead letter that the archive needs.</summary>
internal sealed record SelectedLetter(long Id, long GroupId, string Queue, string Status, DateTime? ResolvedAt);
