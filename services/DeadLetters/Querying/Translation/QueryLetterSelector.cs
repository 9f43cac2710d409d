using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Replay;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Querying.Translation;

/// <summary>Selects dead letters by the query language: lists, counts, replays and exports all come from here.</summary>
internal sealed class QueryLetterSelector(TimeProvider timeProvider) : ILetterSelector
{
    private static readonly PostgresQueryDialect Postgres = new();
    private static readonly SqliteQueryDialect Sqlite = new();

    /// <inheritdoc />
    /// <exception cref="QueryException">The query cannot be read.</exception>
    public IQueryable<DeadLetter> Select(DeadLettersDbContext dbContext, string query) =>
        Select(dbContext, QueryParser.Parse(query));

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
