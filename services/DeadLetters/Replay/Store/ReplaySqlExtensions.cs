using Microservices.DeadLetters.Data;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Replay.Store;

internal static class ReplaySqlExtensions
{
    private static readonly PostgresReplaySql Postgres = new();
    private static readonly SqliteReplaySql Sqlite = new();

    /// <summary>The statements in the dialect of the database.</summary>
    internal static IReplaySql ReplaySql(this DeadLettersDbContext dbContext) =>
        dbContext.Database.IsSqlite() ? Sqlite : Postgres;
}
