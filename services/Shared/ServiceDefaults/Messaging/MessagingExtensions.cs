using MassTransit;
using MassTransit.Configuration;
using Microservices.ServiceDefaults.Configuration;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Health;
using Microservices.ServiceDefaults.Hosting;
using Microservices.ServiceDefaults.Messaging.Outages;
using Microservices.ServiceDefaults.Messaging.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>Connects a service to the broker, with inbox and outbox in its database.</summary>
public static class MessagingExtensions
{
    /// <summary>
    /// Adds the service's consumers and its outbox to the one bus of the process. May be called by several services in
    /// one process (Standalone). The broker is <c>ConnectionStrings__Broker</c>: <c>amqp://</c>, <c>amqps://</c>, or
    /// <c>memory://</c>; anything else makes the start fail with a message that names the key. Call it after
    /// <see cref="DatabaseExtensions.AddServiceDatabase{TDbContext}"/>.
    /// </summary>
    /// <typeparam name="TDbContext">The service's DbContext, with the outbox entities in its model.</typeparam>
    /// <param name="builder">The service's builder.</param>
    /// <param name="configure">Registers consumers one by one, each with its definition.</param>
    /// <param name="publishesOutsideConsumers">
    /// Whether the service publishes from HTTP requests or background work too, by its <see cref="BusOutbox{TDbContext}"/>.
    /// </param>
    /// <exception cref="InvalidOperationException">The DbContext has not been registered before.</exception>
    public static void AddMessaging<TDbContext>(this IHostApplicationBuilder builder,
        Action<IBusRegistrationConfigurator> configure, bool publishesOutsideConsumers = false)
        where TDbContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);

        var database = Registered<ServiceDatabase>(builder.Services)
            .FirstOrDefault(database => database.DbContextType == typeof(TDbContext))
            ?? throw new InvalidOperationException(
                $"Call AddServiceDatabase<{typeof(TDbContext).Name}> before AddMessaging<{typeof(TDbContext).Name}>.");

        var bus = (Registered<MessagingRegistration>(builder.Services).FirstOrDefault() ?? AddBus(builder)).Bus;
        var options = ReadEarly(builder.Configuration);
        bus.AddEntityFrameworkOutbox<TDbContext>(outbox =>
        {
            if (database.IsSqlite)
                outbox.UseSqlite();
            else
                outbox.UsePostgres();
            outbox.QueryDelay = options.OutboxQueryDelay;
            outbox.DuplicateDetectionWindow = options.DuplicateDetectionWindow;
            if (publishesOutsideConsumers)
                outbox.UseBusOutbox();
        });
#if STOCK_OUTBOX
        if (publishesOutsideConsumers)
            BusOutbox<TDbContext>.AddTo(builder.Services);
#endif

        var others = ConsumersOf(builder.Services);
        configure(bus);
        builder.Services.AddSingleton(new DatabaseConsumers(database, [.. ConsumersOf(builder.Services).Except(others)]));
    }

    private static MessagingRegistration AddBus(IHostApplicationBuilder builder)
    {
        var connection = BrokerConnection.Read(builder.Configuration, out var problem);
        if (problem is not null)
            builder.Services.AddStartupProblem(problem, preventsMigration: false);

        AddOptions(builder.Services);
        builder.Services.AddBrokerHealthCheck();
        builder.Services.AddSingleton(connection);
        builder.Services.AddSingleton(provider => new BrokerConnector(connection,
            provider.GetRequiredService<BrokerCertificate>(), provider.GetRequiredService<IHostEnvironment>()));
        if (!connection.IsInMemory)
            builder.Services.AddHostedService<BrokerWatchdog>();
        builder.Services.AddSingleton<TopologyDeployment>();
        builder.Services.AddSingleton<EndpointMessages>();
        MessagingRegistration? registration = null;
        builder.Services.AddMassTransit(bus =>
        {
            registration = new MessagingRegistration(bus);
            bus.DisableUsageTelemetry();
            bus.AddConfigureEndpointsCallback((context, name, endpoint) =>
                EndpointDefaults.Apply(context, name, endpoint));
            if (connection.IsInMemory)
                bus.UsingInMemory(InMemoryBus.Configure);
            else
                bus.UsingRabbitMq((context, factory) => RabbitMqBus.Configure(context, factory, connection));
        });

        builder.Services.AddSingleton(registration!); // set by the callback, which has run
        return registration!; // as above
    }

    private static void AddOptions(IServiceCollection services)
    {
        services.AddSettings<BrokerOptions>(BrokerOptions.SectionName);
        services.AddSettings<MessagingOptions, MessagingIntervalsRules>(MessagingOptions.SectionName);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MessagingOptions>, PoolSizeValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MessagingMetrics>();
        services.AddKnownOutages();
        services.AddShutdownOptions();
        services.AddOptions<MassTransitHostOptions>().Configure<IOptions<ShutdownOptions>, BrokerConnector>((host, shutdown, broker) =>
        {
            // A service without its broker stays up and tries again; readiness tells. One in memory is always there, and an
            // endpoint that joins a bus while it starts would be started twice.
            host.WaitUntilStarted = broker.IsInMemory;
            host.StopTimeout = shutdown.Value.ShutdownTimeout;
            host.ConsumerStopTimeout = shutdown.Value.ShutdownTimeout * ShutdownOptions.ConsumerShare;
        });
    }

    // The outbox takes its settings while services are registered. What is invalid is reported at start.
    private static MessagingOptions ReadEarly(IConfiguration configuration)
    {
        var options = new MessagingOptions();
        SettingsReader.Bind(configuration, MessagingOptions.Section, options);
        return options;
    }

    private static List<Type> ConsumersOf(IServiceCollection services) =>
        [.. Registered<IConsumerRegistration>(services).Select(consumer => consumer.Type)];

    private static IEnumerable<T> Registered<T>(IServiceCollection services) where T : class =>
        services.Where(service => !service.IsKeyedService).Select(service => service.ImplementationInstance).OfType<T>();
}
