using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.TransactionalOutbox.Tests.SetUps;

/// <summary>The rows of the matrix are what they are called: a row that were like Plain would show nothing.</summary>
public sealed class ContextSetUpsTests : ConformanceTest<PostgresRabbitMqEngine>
{
    [Theory, EverySetUp]
    public async Task Should_do_what_it_says(ContextSetUp context)
    {
        await using var host = await StartAsync(context, new OutboxHostSetup { StartBus = false });
        await host.QueryAsync(x =>
        {
            x.Add(new Effect { OrderId = Guid.NewGuid() });
            return x.SaveChangesAsync(Cancellation);
        });

        await host.InScopeAsync((_, _) => Task.CompletedTask);
        await host.InScopeAsync(async (_, dbContext) =>
        {
            var isPooled = dbContext.ContextId.Lease > 1;
            isPooled.ShouldBe(context is ContextSetUp.Pooled or ContextSetUp.PooledFactory);
            dbContext.Database.CreateExecutionStrategy().RetriesOnFailure.ShouldBe(context == ContextSetUp.RetryOnFailure);
            (dbContext.Database.CurrentTransaction is not null).ShouldBe(context == ContextSetUp.UserTransaction);
            (await dbContext.Effects.AnyAsync(Cancellation)).ShouldBe(context != ContextSetUp.HidingFilter);
            CommitInterceptor<TestDbContext>.Watches(dbContext).ShouldBe(context != ContextSetUp.MadeByHand);
            dbContext.Model.FindEntityType(typeof(OutboxMessage))!.GetSchemaQualifiedTableName() // is there
                .ShouldBe(context == ContextSetUp.NamedOtherwise ? "shop.outbox_message" : "OutboxMessage");
        });
        host.Services.GetService<IDbContextFactory<TestDbContext>>().ShouldSatisfyAllConditions(
            factory => (factory is not null).ShouldBe(context is ContextSetUp.Factory or ContextSetUp.PooledFactory));
        host.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<BusOutboxDeliveryService<Bus.OtherDbContext>>().Count()
            .ShouldBe(context == ContextSetUp.SecondContext ? 1 : 0);
    }
}
