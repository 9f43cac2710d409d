using System.Data;
using MassTransit.EntityFrameworkCoreIntegration;
using MassTransit.Middleware;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MassTransit.Configuration;

/// <summary>Collects the settings of <see cref="IEntityFrameworkOutboxConfigurator"/> and registers the services.</summary>
/// <typeparam name="TDbContext">The DbContext that holds inbox and outbox.</typeparam>
/// <param name="configurator">The bus registration.</param>
public class EntityFrameworkOutboxConfigurator<TDbContext>(IBusRegistrationConfigurator configurator) :
    IEntityFrameworkOutboxConfigurator
    where TDbContext : DbContext
{
    private static readonly TimeSpan LongestCleanupDelay = TimeSpan.FromMinutes(1);

    private EntityFrameworkBusOutboxConfigurator<TDbContext>? _busOutbox;
    private bool _cleansInbox = true;
    private bool _notifies;

    /// <inheritdoc />
    public TimeSpan DuplicateDetectionWindow { get; set; } = TimeSpan.FromMinutes(30);

    /// <inheritdoc />
    public IsolationLevel IsolationLevel { get; set; } = IsolationLevel.ReadCommitted;

    /// <inheritdoc />
    public ILockStatementProvider LockStatementProvider { get; set; } = null!; // Configure refuses to leave it out

    /// <inheritdoc />
    public TimeSpan QueryDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    public int QueryMessageLimit { get; set; } = 100;

    /// <inheritdoc />
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public void DisableInboxCleanupService() => _cleansInbox = false;

    /// <inheritdoc />
    public void UseNotifications() => _notifies = true;

    /// <inheritdoc />
    public virtual void UseBusOutbox(Action<IEntityFrameworkBusOutboxConfigurator>? configure = null)
    {
        _busOutbox = new EntityFrameworkBusOutboxConfigurator<TDbContext>(configurator);
        _busOutbox.Configure(configure);
    }

    /// <summary>Applies the settings and registers the services.</summary>
    /// <param name="configure">Settings.</param>
    /// <exception cref="ConfigurationException">
    /// No database engine was named, or one that has no notifications and is to use them; or a setting is out of its range.
    /// </exception>
    public virtual void Configure(Action<IEntityFrameworkOutboxConfigurator>? configure)
    {
        configure?.Invoke(this);
        if (LockStatementProvider is null)
        {
            throw new ConfigurationException(
                $"The outbox of {typeof(TDbContext).Name} does not know its database: call UsePostgres() or UseSqlite().");
        }

        if (_notifies && LockStatementProvider is not PostgresLockStatementProvider)
        {
            throw new ConfigurationException(
                $"The outbox of {typeof(TDbContext).Name} calls UseNotifications(), which needs UsePostgres().");
        }

        MustBePositive(nameof(QueryMessageLimit), QueryMessageLimit, QueryMessageLimit > 0);
        MustBePositive(nameof(QueryDelay), QueryDelay, QueryDelay > TimeSpan.Zero);
        MustBePositive(nameof(QueryTimeout), QueryTimeout, QueryTimeout > TimeSpan.Zero);
        MustBePositive(nameof(DuplicateDetectionWindow), DuplicateDetectionWindow, DuplicateDetectionWindow > TimeSpan.Zero);
        MustBePositive(nameof(MessageDeliveryLimit), MessageDeliveryLimit, MessageDeliveryLimit > 0);
        MustBePositive(nameof(MessageDeliveryTimeout), MessageDeliveryTimeout, MessageDeliveryTimeout > TimeSpan.Zero);

        configurator.TryAddSingleton(TimeProvider.System);
        configurator.TryAddSingleton<OutboxHandover<TDbContext>>();
        configurator.TryAddSingleton<OutboxDeliveryState<TDbContext>>();
        configurator.TryAddSingleton<DeliveredTables<TDbContext>>();
        configurator.TryAddSingleton<SequenceNumbers<TDbContext>>();
        configurator.TryAddSingleton<PublishedMessages<TDbContext>>();
        configurator.TryAddSingleton<CommitInterceptor<TDbContext>>();
        configurator.TryAddScoped<IOutboxContextFactory<TDbContext>, EntityFrameworkOutboxContextFactory<TDbContext>>();
        configurator.ConfigureDbContext<TDbContext>((provider, options) => options
            .AddInterceptors(provider.GetRequiredService<CommitInterceptor<TDbContext>>(), SaveAndCommitInterceptor.Instance)
            .ReplaceService<IBatchExecutor, SaveAndCommitBatchExecutor>());

        configurator.AddOptions<EntityFrameworkOutboxOptions<TDbContext>>().Configure(Apply);
        configurator.AddHostedService<BusOutboxDeliveryService<TDbContext>>();

        if (_notifies && _busOutbox is { DeliveryDisabled: true })
            configurator.AddHostedService<OutboxNotifier<TDbContext>>();
        else if (_notifies)
            configurator.AddHostedService<OutboxListener<TDbContext>>();

        if (_cleansInbox)
        {
            configurator.AddOptions<InboxCleanupServiceOptions<TDbContext>>().Configure(Apply);
            configurator.AddHostedService<InboxCleanupService<TDbContext>>();
        }
    }

    private int MessageDeliveryLimit => _busOutbox?.MessageDeliveryLimit ?? EntityFrameworkBusOutboxConfigurator<TDbContext>.DefaultLimit;

    private TimeSpan MessageDeliveryTimeout =>
        _busOutbox?.MessageDeliveryTimeout ?? EntityFrameworkBusOutboxConfigurator<TDbContext>.DefaultTimeout;

    private static void MustBePositive(string setting, IFormattable value, bool isPositive)
    {
        if (!isPositive)
        {
            throw new ConfigurationException(FormattableString.Invariant(
                $"The outbox of {typeof(TDbContext).Name} has {setting} = {value}, which must be more than 0."));
        }
    }

    // A hundredth of what is kept, at most a minute: often enough to stay small, and no cost to a service at rest.
    private TimeSpan CleanupDelay
    {
        get
        {
            var longest = DuplicateDetectionWindow / 100;
            longest = longest < LongestCleanupDelay ? longest : LongestCleanupDelay;
            return longest > QueryDelay ? longest : QueryDelay;
        }
    }

    private void Apply(EntityFrameworkOutboxOptions<TDbContext> options)
    {
        options.IsolationLevel = IsolationLevel;
        options.LockStatementProvider = LockStatementProvider;
        options.DeliversBusOutbox = _busOutbox is { DeliveryDisabled: false };

        var delivery = options.Delivery;
        delivery.QueryDelay = QueryDelay;
        delivery.QueryMessageLimit = QueryMessageLimit;
        delivery.QueryTimeout = QueryTimeout;
        delivery.MessageDeliveryLimit = MessageDeliveryLimit;
        delivery.MessageDeliveryTimeout = MessageDeliveryTimeout;
    }

    private void Apply(InboxCleanupServiceOptions<TDbContext> options)
    {
        options.DuplicateDetectionWindow = DuplicateDetectionWindow;
        options.QueryDelay = CleanupDelay;
        options.QueryMessageLimit = QueryMessageLimit;
        options.QueryTimeout = QueryTimeout;
    }
}
