using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Microservices.TransactionalOutbox.Tests.Engines;

/// <summary>A database and a transport that the conformance suite runs on; a new pair of empty ones per test.</summary>
public abstract class OutboxEngine : IAsyncLifetime
{
    /// <summary>The isolation levels at which the engine promises exactness.</summary>
    public abstract IReadOnlyList<System.Data.IsolationLevel> IsolationLevels { get; }

    /// <summary>Whether several processes may deliver from one database.</summary>
    public abstract bool SupportsReplicas { get; }

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    public abstract void UseDatabase(DbContextOptionsBuilder options);

    /// <summary>Lets EF Core try again what failed for a passing reason.</summary>
    public abstract void UseRetries(DbContextOptionsBuilder options);

    public abstract void UseOutbox(IEntityFrameworkOutboxConfigurator outbox);

    public abstract void UseTransport(IBusRegistrationConfigurator bus,
        Action<IBusRegistrationContext, IBusFactoryConfigurator> configure);

    // EF Core takes more than twenty ways of making contexts in one process for a fault. Here they are the matrix.
    public static TOptions AllowManyModels<TOptions>(TOptions options)
        where TOptions : DbContextOptionsBuilder
    {
        options.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning));
        return options;
    }

    /// <summary>Makes the broker unreachable until <see cref="RestoreBroker"/>.</summary>
    public abstract void CutBroker();

    public abstract void RestoreBroker();
}
