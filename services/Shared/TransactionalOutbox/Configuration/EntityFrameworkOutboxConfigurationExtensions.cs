using MassTransit.Configuration;
using MassTransit.EntityFrameworkCoreIntegration;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MassTransit;

/// <summary>Adds the transactional outbox to a bus, to receive endpoints and to an EF Core model.</summary>
public static class EntityFrameworkOutboxConfigurationExtensions
{
    // ISO/RabbitMQ limits: a content type and an address fit an AMQP short string of 255 bytes.
    private const int ShortStringLength = 256;

    /// <summary>Registers inbox and outbox storage in <typeparamref name="TDbContext"/>.</summary>
    /// <typeparam name="TDbContext">Holds the three outbox entities beside the service's own.</typeparam>
    /// <param name="configurator">The bus registration.</param>
    /// <param name="configure">Settings; the database must be named by <c>UsePostgres</c> or <c>UseSqlite</c>.</param>
    /// <exception cref="ConfigurationException">A setting is out of its range, or the bus is not the one of <c>AddMassTransit(…)</c>.</exception>
    public static void AddEntityFrameworkOutbox<TDbContext>(this IBusRegistrationConfigurator configurator,
        Action<IEntityFrameworkOutboxConfigurator>? configure = null)
        where TDbContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(configurator);
        if (FindFurtherBus(configurator) is { } bus)
        {
            throw new ConfigurationException($"The outbox of {typeof(TDbContext).Name} delivers to the bus of AddMassTransit(…) only. "
                + $"Register it there; {bus.Name} publishes without an outbox.");
        }

        new EntityFrameworkOutboxConfigurator<TDbContext>(configurator).Configure(configure);
    }

    /// <summary>
    /// Makes every consumer, saga and activity of the endpoint run in one transaction with its inbox entry and its outgoing
    /// messages; a batch consumer in one transaction for all messages of a batch. Put it inside retry and redelivery.
    /// </summary>
    /// <typeparam name="TDbContext">The DbContext that the consumers write to.</typeparam>
    /// <param name="configurator">The receive endpoint.</param>
    /// <param name="context">The registration context of the bus.</param>
    /// <param name="configure">Settings of the stock package's endpoints. They are refused: one delivery service serves all endpoints.</param>
    /// <exception cref="ConfigurationException">A setting is made that only the whole outbox has.</exception>
    public static void UseEntityFrameworkOutbox<TDbContext>(this IReceiveEndpointConfigurator configurator,
        IRegistrationContext context, Action<IOutboxOptionsConfigurator>? configure = null)
        where TDbContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(configurator);
        ArgumentNullException.ThrowIfNull(context);

        var observer = new OutboxConsumePipeSpecificationObserver<TDbContext>(configurator, context);
        configure?.Invoke(new EndpointOutboxOptions(typeof(TDbContext)));

        BatchIsolation.Connect(configurator);
        configurator.ConnectConsumerConfigurationObserver(observer);
        configurator.ConnectConsumerConfigurationObserver(new AttemptTransactions());
        configurator.ConnectSagaConfigurationObserver(observer);
        configurator.ConnectActivityConfigurationObserver(observer);
        configurator.ConnectActivityConfigurationObserver(new ActivityUndo());
    }

    /// <summary>Adds the three outbox entities to the model.</summary>
    /// <param name="modelBuilder">The model of the DbContext.</param>
    /// <param name="callback">Runs on each entity after its defaults, for instance to choose another schema.</param>
    public static void AddTransactionalOutboxEntities(this ModelBuilder modelBuilder, Action<EntityTypeBuilder>? callback = null)
    {
        modelBuilder.AddInboxStateEntity(callback);
        modelBuilder.AddOutboxStateEntity(callback);
        modelBuilder.AddOutboxMessageEntity(callback);
    }

    /// <summary>Adds <see cref="InboxState"/> to the model.</summary>
    /// <param name="modelBuilder">The model of the DbContext.</param>
    /// <param name="callback">Runs after the defaults.</param>
    public static void AddInboxStateEntity(this ModelBuilder modelBuilder, Action<EntityTypeBuilder<InboxState>>? callback = null)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);

        var entity = modelBuilder.Entity<InboxState>();
        entity.ConfigureInboxStateEntity();
        callback?.Invoke(entity);
    }

    /// <summary>Adds <see cref="OutboxState"/> to the model.</summary>
    /// <param name="modelBuilder">The model of the DbContext.</param>
    /// <param name="callback">Runs after the defaults.</param>
    public static void AddOutboxStateEntity(this ModelBuilder modelBuilder, Action<EntityTypeBuilder<OutboxState>>? callback = null)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);

        var entity = modelBuilder.Entity<OutboxState>();
        entity.ConfigureOutboxStateEntity();
        callback?.Invoke(entity);
    }

    /// <summary>Adds <see cref="OutboxMessage"/> to the model.</summary>
    /// <param name="modelBuilder">The model of the DbContext.</param>
    /// <param name="callback">Runs after the defaults.</param>
    public static void AddOutboxMessageEntity(this ModelBuilder modelBuilder, Action<EntityTypeBuilder<OutboxMessage>>? callback = null)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);

        var entity = modelBuilder.Entity<OutboxMessage>();
        entity.ConfigureOutboxMessageEntity();
        callback?.Invoke(entity);
    }

    /// <summary>Sets keys, indexes and lengths of <see cref="InboxState"/>.</summary>
    /// <param name="inbox">The entity.</param>
    public static void ConfigureInboxStateEntity(this EntityTypeBuilder<InboxState> inbox)
    {
        ArgumentNullException.ThrowIfNull(inbox);

        OptOutOfLengthConventions(inbox.Metadata);
        inbox.HasKey(x => x.Id);
        inbox.Property(x => x.Id).ValueGeneratedOnAdd();
        inbox.Property(x => x.RowVersion).IsRowVersion();
        inbox.HasAlternateKey(x => new { x.MessageId, x.ConsumerId });
        inbox.HasIndex(x => x.Delivered);
    }

    /// <summary>Sets keys, indexes and lengths of <see cref="OutboxState"/>.</summary>
    /// <param name="outbox">The entity.</param>
    public static void ConfigureOutboxStateEntity(this EntityTypeBuilder<OutboxState> outbox)
    {
        ArgumentNullException.ThrowIfNull(outbox);

        OptOutOfLengthConventions(outbox.Metadata);
        outbox.HasKey(x => x.OutboxId);
        outbox.Property(x => x.OutboxId).ValueGeneratedNever();
        outbox.Property(x => x.RowVersion).IsRowVersion();
        outbox.HasIndex(x => x.Created);
    }

    /// <summary>Sets keys, indexes and lengths of <see cref="OutboxMessage"/>.</summary>
    /// <param name="message">The entity.</param>
    public static void ConfigureOutboxMessageEntity(this EntityTypeBuilder<OutboxMessage> message)
    {
        ArgumentNullException.ThrowIfNull(message);

        OptOutOfLengthConventions(message.Metadata);
        message.HasKey(x => x.SequenceNumber);
        message.Property(x => x.SequenceNumber).ValueGeneratedOnAdd();
        message.Property(x => x.ContentType).HasMaxLength(ShortStringLength).IsRequired();
        message.Property(x => x.MessageType).IsRequired();
        message.Property(x => x.Body).IsRequired();
        message.Property(x => x.SourceAddress).HasMaxLength(ShortStringLength);
        message.Property(x => x.DestinationAddress).HasMaxLength(ShortStringLength);
        message.Property(x => x.ResponseAddress).HasMaxLength(ShortStringLength);
        message.Property(x => x.FaultAddress).HasMaxLength(ShortStringLength);

        message.HasIndex(x => x.EnqueueTime);
        message.HasIndex(x => x.ExpirationTime);
        message.HasIndex(x => new { x.OutboxId, x.SequenceNumber }).IsUnique();
        message.HasIndex(x => new { x.InboxMessageId, x.InboxConsumerId, x.SequenceNumber }).IsUnique();

        message.HasOne<InboxState>().WithMany()
            .HasForeignKey(x => new { x.InboxMessageId, x.InboxConsumerId })
            .HasPrincipalKey(x => new { x.MessageId, x.ConsumerId })
            .OnDelete(DeleteBehavior.NoAction);
        message.HasOne<OutboxState>().WithMany()
            .HasForeignKey(x => x.OutboxId)
            .OnDelete(DeleteBehavior.NoAction);
    }

    // The interface says the bus: it has a type of its own where an application has several.
    private static Type? FindFurtherBus(IBusRegistrationConfigurator configurator) =>
        configurator.GetType().GetInterfaces()
            .FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IBusRegistrationConfigurator<>))
            ?.GetGenericArguments()[0];

    // A user's "strings are varchar(100)" convention must not cut a message's body.
    private static void OptOutOfLengthConventions(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties())
            property.SetMaxLength(null);
    }
}
