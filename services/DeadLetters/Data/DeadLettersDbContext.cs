using System.Reflection;
using MassTransit;
using Microservices.DeadLetters.Querying.Translation;
using Microservices.DeadLetters.Replay.Store;
using Microservices.ServiceDefaults.Database;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Microservices.DeadLetters.Data;

internal sealed class DeadLettersDbContext(DbContextOptions<DeadLettersDbContext> options) : DbContext(options),
    IDataProtectionKeyContext, IExtendSqliteSchema
{
    public DbSet<DeadLetter> DeadLetters => Set<DeadLetter>();

    public DbSet<Attempt> Attempts => Set<Attempt>();

    public DbSet<DeadLetterGroup> Groups => Set<DeadLetterGroup>();

    public DbSet<GroupHour> GroupHours => Set<GroupHour>();

    public DbSet<ReplayJob> Replays => Set<ReplayJob>();

    public DbSet<ReplayItem> ReplayItems => Set<ReplayItem>();

    public DbSet<PendingFault> PendingFaults => Set<PendingFault>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<SavedView> SavedViews => Set<SavedView>();

    public DbSet<Notification> Notifications => Set<Notification>();

    public DbSet<AlarmRound> AlarmRounds => Set<AlarmRound>();

    /// <summary>What the console's cookies are signed with.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    // A replaced row is deleted without a trigger of deletion being told, so that is refused by itself.
    string IExtendSqliteSchema.SqliteSchemaExtension => """
        CREATE TRIGGER IF NOT EXISTS audit_is_not_changed BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only: UPDATE is refused'); END;
        CREATE TRIGGER IF NOT EXISTS audit_is_not_deleted BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only: DELETE is refused'); END;
        CREATE TRIGGER IF NOT EXISTS audit_is_not_replaced BEFORE INSERT ON audit
        WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only: REPLACE is refused'); END;
        """;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddTransactionalOutboxEntities(EarlyVacuum.Apply);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(DeadLettersDbContext).Assembly);
        modelBuilder.HasDbFunction(typeof(BodyFunction).GetMethod(nameof(BodyFunction.HasValue),
            BindingFlags.Static | BindingFlags.NonPublic, [typeof(string), typeof(string), typeof(string)])!) // it is there
            .HasName(BodyFunction.SqlName);
        if (!Database.IsNpgsql())
        {
            modelBuilder.Entity<ReplayItem>().HasIndex(item => item.OutcomeNumber); // whose last one the next is counted from
            return;
        }

        modelBuilder.HasSequence(PostgresReplaySql.OutcomeNumbers);
        modelBuilder.HasSequence(PostgresReplaySql.ReplayNumbers);

        const string json = "jsonb"; // text on SQLite, which reads JSON out of it all the same
        modelBuilder.Entity<DeadLetter>().Property(letter => letter.BodyJson).HasColumnType(json);
        modelBuilder.Entity<DeadLetter>().HasIndex(letter => letter.BodyJson).HasMethod("gin").HasOperators("jsonb_path_ops");
        modelBuilder.Entity<DeadLetter>().Property(letter => letter.Headers).HasColumnType(json);
        modelBuilder.Entity<DeadLetter>().Property(letter => letter.Properties).HasColumnType(json);
        modelBuilder.Entity<Attempt>().Property(attempt => attempt.Exceptions).HasColumnType(json);
        modelBuilder.Entity<Attempt>().Property(attempt => attempt.Host).HasColumnType(json);
        modelBuilder.Entity<Attempt>().Property(attempt => attempt.Headers).HasColumnType(json);
        modelBuilder.Entity<PendingFault>().Property(fault => fault.Exceptions).HasColumnType(json);
        modelBuilder.Entity<AuditEntry>().Property(entry => entry.Details).HasColumnType(json);
    }
}

/// <summary>SQLite gives times back without saying that they are UTC.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    time => time, time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
