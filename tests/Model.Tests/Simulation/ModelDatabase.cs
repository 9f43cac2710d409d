using Microservices.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Model.Tests.Simulation;

/// <summary>A database that a model is checked on.</summary>
public abstract class ModelDatabase : IAsyncLifetime
{
    /// <summary>Whether several processes may work on it at once.</summary>
    public abstract bool IsShared { get; }

    public abstract void Use(DbContextOptionsBuilder options);

    public abstract ValueTask InitializeAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

/// <summary>As in Standalone, but in memory: thousands of runs in seconds.</summary>
public sealed class SqliteModelDatabase : ModelDatabase
{
    private readonly SqliteConnection _keeper = new($"Data Source=model-{Guid.NewGuid():N};Mode=Memory;Cache=Shared");

    public override bool IsShared => false;

    public override void Use(DbContextOptionsBuilder options) => options.UseSqlite(_keeper.ConnectionString);

    public override async ValueTask InitializeAsync() => await _keeper.OpenAsync(TestContext.Current.CancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await _keeper.DisposeAsync();
        await base.DisposeAsync();
    }
}

/// <summary>As in production.</summary>
public sealed class PostgresModelDatabase : ModelDatabase
{
    private string _database = null!; // set by InitializeAsync

    public override bool IsShared => true;

    public override void Use(DbContextOptionsBuilder options) => options.UseNpgsql(_database);

    public override async ValueTask InitializeAsync() =>
        _database = await PostgresServer.CreateDatabaseAsync(TestContext.Current.CancellationToken);
}
