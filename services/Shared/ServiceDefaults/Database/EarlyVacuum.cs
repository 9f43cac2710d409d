using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.ServiceDefaults.Database;

/// <summary>
/// Lets PostgreSQL vacuum a large, busy table when a fiftieth of it is dead or new. Its default is a fifth: ten of fifty million rows of
/// an inbox, and a fifth of a backlog, which every claim reads again. SQLite ignores it
/// (https://www.postgresql.org/docs/current/sql-createtable.html#RELOPTION-AUTOVACUUM-VACUUM-SCALE-FACTOR).
/// </summary>
public static class EarlyVacuum
{
    private const double Share = 0.02;

    /// <summary>Sets the table's storage parameters; a migration brings them.</summary>
    /// <param name="entity">The table.</param>
    public static void Apply(EntityTypeBuilder entity)
    {
        foreach (var parameter in (string[])["vacuum_scale_factor", "vacuum_insert_scale_factor", "analyze_scale_factor"])
            entity.HasStorageParameter($"autovacuum_{parameter}", Share);
    }
}
