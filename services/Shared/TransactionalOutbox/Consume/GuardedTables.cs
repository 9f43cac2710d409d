using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Tables whose inserts the database may suppress, by a trigger that returns no row or by a rule. EF Core notices it by the answer,
/// which must be before the commit. Each database is asked at most once a minute: a trigger that is created meanwhile is seen then.
/// </summary>
internal static class GuardedTables
{
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(1);
    private static readonly ConcurrentDictionary<(string Server, string Database), (long Since, FrozenSet<string> Names)> Known = [];

    /// <summary>Names of the tables, without their schema.</summary>
    public static async ValueTask<IReadOnlySet<string>> OfAsync(
        DbContext dbContext, string statement, bool isAsync, CancellationToken cancellationToken)
    {
        var connection = dbContext.Database.GetDbConnection();
        var key = (connection.DataSource, connection.Database);
        if (Known.TryGetValue(key, out var known) && TimeProvider.System.GetElapsedTime(known.Since) < Validity)
            return known.Names;

        using var command = dbContext.CreateCommand(statement);
        var names = (await command.ReadListAsync<string>(isAsync, cancellationToken)).ToFrozenSet();
        Known[key] = (TimeProvider.System.GetTimestamp(), names);
        return names;
    }
}
