using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Microservices.ServiceDefaults.Auditing;

/// <summary>Gives a service an audit: a table that is only added to, in the transaction of what it tells.</summary>
public static class AuditExtensions
{
    /// <summary>Adds the table <c>audit</c> to a model.</summary>
    /// <param name="modelBuilder">The model.</param>
    public static void AddAudit(this ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);

        modelBuilder.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("audit");
            entry.HasIndex(row => new { row.Target, row.Id });
            entry.Property(row => row.At).HasConversion(at => at, at => DateTime.SpecifyKind(at, DateTimeKind.Utc));
            entry.Property(row => row.Actor).HasMaxLength(AuditEntry.ActorLength);
            entry.Property(row => row.Action).HasMaxLength(AuditEntry.WordLength);
            entry.Property(row => row.Target).HasMaxLength(AuditEntry.TargetLength);
        });
    }

    /// <summary>Has PostgreSQL refuse every change of the table; for the migration that makes it.</summary>
    /// <param name="migration">The migration.</param>
    public static void MakeAuditAppendOnly(this MigrationBuilder migration)
    {
        ArgumentNullException.ThrowIfNull(migration);

        // Part of migrations that have run: a change of this text reaches nobody.
        migration.Sql("""
            CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'the audit is append-only: % is refused', TG_OP;
            END $$;
            CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
            """);
    }

    /// <summary>Adds an entry, which leaves with the next save.</summary>
    /// <param name="dbContext">A context whose model has the table.</param>
    /// <param name="at">The time.</param>
    /// <param name="actor">The one who acted.</param>
    /// <param name="action">The action, such as <c>stock.set</c>.</param>
    /// <param name="target">The thing that is changed, such as <c>sku:MUG-RED</c>.</param>
    /// <param name="details">Further facts, written as JSON; no personal data.</param>
    public static void Audit(
        this DbContext dbContext, DateTimeOffset at, string actor, string action, string target, object? details = null)
    {
        ArgumentNullException.ThrowIfNull(dbContext);

        dbContext.Add(new AuditEntry
        {
            At = at.UtcDateTime,
            Actor = actor,
            Action = action,
            Target = target,
            Details = details is null ? null : JsonSerializer.Serialize(details, JsonSerializerOptions.Web),
        });
    }
}
