using MassTransit;
using MassTransit.DependencyInjection;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microservices.TransactionalOutbox.Tests.SetUps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.TransactionalOutbox.Tests.Bus;

/// <summary>The scope decides where its DbContext stores. The delivery's scope belongs to no tenant.</summary>
public abstract class When_tenants_have_tables_of_their_own<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    // Tells this scope's database, or its schema, from the one that is delivered.
    [Theory]
    [InlineData("database")]
    [InlineData("schema")]
    public async Task Should_refuse_messages_that_nobody_would_deliver(string own)
    {
        await using var other = new TEngine();
        await other.InitializeAsync();
        await using var host = await StartAsync(Setup(tenant => tenant.IsOther, options =>
        {
            if (own == "database")
                other.UseDatabase(options);
            else
                options.ReplaceService<IModelCustomizer, OtherSchema>().ReplaceService<IModelCacheKeyFactory, CacheBySchema>();
        }));

        await using (var scope = host.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<Tenant>().IsOther = true;
            var publish = () => scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
            (await publish.ShouldThrowAsync<InvalidOperationException>()).Message.ShouldContain("where nobody would find them");
        }

        await PublishAsync(host);
        await ArrivedAsync<Ping>(host, 1);
    }

    [Fact]
    public async Task Should_refuse_messages_where_the_delivery_has_no_context()
    {
        await using var host = await StartAsync(Setup(tenant => tenant.IsOther ? false : throw new InvalidOperationException("Which tenant?"), Engine.UseDatabase));
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Tenant>().IsOther = true;

        var publish = () => scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);

        (await publish.ShouldThrowAsync<InvalidOperationException>()).Message.ShouldEndWith("Which tenant?");
    }

    [Fact]
    public async Task Should_refuse_what_a_consumer_sends_there()
    {
        await using var other = new TEngine();
        await other.InitializeAsync();
        await other.CreateTablesAsync(new OutboxHostSetup(), Cancellation);
        await using var host = await StartAsync(Setup(tenant => tenant.Consumes, other.UseDatabase) with
        {
            Retries = 0,
            Bus = bus => bus.AddConsumer<FaultConsumer>(),
            Factory = (context, cfg) => cfg.ReceiveEndpoint("faults", x => x.ConfigureConsumer<FaultConsumer>(context)),
        });

        await host.SendAsync(new PlaceOrder { OrderId = Guid.NewGuid() }, Guid.NewGuid());

        await ArrivedAsync<Fault<PlaceOrder>>(host, 1);
        host.Observed.Of<Fault<PlaceOrder>>()[0].Message.Exceptions[0].Message.ShouldContain("where nobody would find them");
    }

    [Fact]
    public async Task Should_deliver_what_tenants_store_in_the_same_tables()
    {
        await using var host = await StartAsync(Setup(_ => true, Engine.UseDatabase));

        await PublishAsync(host);

        await ArrivedAsync<Ping>(host, 1);
        await NothingIsOwedAsync(host);
    }

    [Fact]
    public async Task Should_store_what_another_process_delivers()
    {
        await using var other = new TEngine();
        await other.InitializeAsync();
        await using var host = await StartAsync(Setup(tenant => tenant.IsOther, other.UseDatabase) with
        {
            BusOutbox = x => x.DisableDeliveryService(),
        });

        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Tenant>().IsOther = true;
        var dbContext = scope.ServiceProvider.GetRequiredService<TestDbContext>();
        await dbContext.Database.EnsureCreatedAsync(Cancellation);
        await scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
        await dbContext.SaveChangesAsync(Cancellation);

        (await dbContext.Set<OutboxMessage>().CountAsync(Cancellation)).ShouldBe(1);
    }

    private static OutboxHostSetup Setup(Func<Tenant, bool> isOther, Action<DbContextOptionsBuilder> options) => new()
    {
        Services = services => services.AddScoped<Tenant>().ConfigureDbContext<TestDbContext>((provider, builder) =>
        {
            if (isOther(provider.GetRequiredService<Tenant>()))
                options(builder);
        }),
    };

    private sealed class Tenant(IScopedConsumeContextProvider consuming)
    {
        public bool IsOther { get; set; }

        public bool Consumes => consuming.HasContext;
    }

    private sealed class OtherSchema(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            modelBuilder.HasDefaultSchema("other");
        }
    }

    private sealed class CacheBySchema : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) => (context.GetType(), "other", designTime);
    }
}

public sealed class When_tenants_have_tables_of_their_own_on_postgres_and_rabbitmq : When_tenants_have_tables_of_their_own<PostgresRabbitMqEngine>;

public sealed class When_tenants_have_tables_of_their_own_on_sqlite_in_memory : When_tenants_have_tables_of_their_own<SqliteInMemoryEngine>;
