using Microservices.DeadLetters.Querying.Terms;
using Microservices.DeadLetters.Replay;

namespace Microservices.DeadLetters.Querying.Translation;

/// <summary>Selects dead letters by the query language: lists, counts, replays and exports all come from here.</summary>
internal sealed class QueryLetterSelector(TimeProvider timeProvider) : ILetterSelector
{
    private static readonly PostgresQueryDialect Postgres = new();
    private static readonly SqliteQueryDialect Sqlite = new();

    /// <inheritdoc />
    /// <exception cref="QueryException">The query cannot be read.</exception>
    public IQueryable<DeadLetter> Select(DeadLettersDbContext dbContext, string query, bool mayUnmask)
    {
        var parsed = QueryParser.Parse(query);
        if (!mayUnmask && parsed.Terms.Any(term => term is BodyTerm or WordTerm or TextTerm { Key: QueryKeys.ExceptionMessage }))
            throw new ReplayDeniedException($"To search what messages say (body., msg: and words without a key) takes the scope {Scopes.DeadLettersOperate}.");

        return Select(dbContext, parsed);
    }

    /// <summary>Selects by a query that was read.</summary>
    internal IQueryable<DeadLetter> Select(DeadLettersDbContext dbContext, DeadLetterQuery query)
    {
        var isSqlite = dbContext.Database.IsSqlite();
        if (isSqlite)
            SqliteQueryDialect.Prepare(dbContext);

        var translator = new QueryTranslator(
            isSqlite ? Sqlite : Postgres, dbContext.Groups, timeProvider.GetUtcNow().UtcDateTime);
        return dbContext.DeadLetters.Where(translator.Translate(query));
    }
}
