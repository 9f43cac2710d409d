using System.Data;
using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Microservices.TransactionalOutbox.Tests.Engines;

/// <summary>What Standalone runs on.</summary>
public sealed class SqliteInMemoryEngine : OutboxEngine
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"outbox-{Guid.NewGuid():N}.db");

    public override IReadOnlyList<IsolationLevel> IsolationLevels => [IsolationLevel.Serializable];

    public override bool SupportsReplicas => false;

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            File.Delete(_file + suffix);
        return ValueTask.CompletedTask;
    }

    public override void UseDatabase(DbContextOptionsBuilder options) => AllowManyModels(options).UseSqlite($"Data Source={_file}");

    public override void UseRetries(DbContextOptionsBuilder options) =>
        options.UseSqlite(x => x.ExecutionStrategy(dependencies => new RetriesWhenBusy(dependencies)));

    public override void UseOutbox(IEntityFrameworkOutboxConfigurator outbox) => outbox.UseSqlite();

    public override void UseTransport(IBusRegistrationConfigurator bus,
        Action<IBusRegistrationContext, IBusFactoryConfigurator> configure)
    {
        bus.AddDelayedMessageScheduler();
        bus.UsingInMemory((context, cfg) =>
        {
            cfg.UseDelayedMessageScheduler();
            configure(context, cfg);
        });
    }

    public override void CutBroker() => throw new NotSupportedException("The in-memory transport cannot be cut.");

    public override void RestoreBroker() => throw new NotSupportedException("The in-memory transport cannot be cut.");

    private sealed class RetriesWhenBusy(ExecutionStrategyDependencies dependencies)
        : ExecutionStrategy(dependencies, DefaultMaxRetryCount, DefaultMaxDelay)
    {
        protected override bool ShouldRetryOn(Exception exception) => exception is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY };
    }
}
