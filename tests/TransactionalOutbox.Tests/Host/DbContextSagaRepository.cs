using MassTransit;
using MassTransit.Configuration;
using MassTransit.Context;
using MassTransit.Saga;

namespace Microservices.TransactionalOutbox.Tests.Host;

/// <summary>
/// What an application writes to keep its sagas behind the outbox: the state is in the scope's DbContext, and the outbox saves and
/// commits it. Two messages for one saga at a time are told by its concurrency token; the second is tried again.
/// </summary>
public sealed class DbContextSagaRepository<TSaga>(TestDbContext dbContext, ISagaConsumeContextFactory<TestDbContext, TSaga> factory) :
    ISagaRepositoryContextFactory<TSaga>
    where TSaga : class, ISaga
{
    public Task Send<T>(ConsumeContext<T> context, IPipe<SagaRepositoryContext<TSaga, T>> next)
        where T : class => next.Send(new RepositoryContext<T>(dbContext, factory, context));

    public Task SendQuery<T>(ConsumeContext<T> context, ISagaQuery<TSaga> query, IPipe<SagaRepositoryQueryContext<TSaga, T>> next)
        where T : class => throw new NotSupportedException("Correlate by id.");

    public void Probe(ProbeContext context) => context.CreateScope("dbContextSagaRepository");

    private sealed class RepositoryContext<T>(TestDbContext dbContext, ISagaConsumeContextFactory<TestDbContext, TSaga> factory,
        ConsumeContext<T> context) : ConsumeContextScope<T>(context), SagaRepositoryContext<TSaga, T>
        where T : class
    {
        private readonly ConsumeContext<T> _context = context;

        public Task<SagaConsumeContext<TSaga, T>> Add(TSaga instance) => CreateAsync(instance, SagaConsumeContextMode.Add);

        public async Task<SagaConsumeContext<TSaga, T>> Insert(TSaga instance)
        {
            dbContext.Add(instance);
            return await CreateAsync(instance, SagaConsumeContextMode.Insert);
        }

        public async Task<SagaConsumeContext<TSaga, T>?> Load(Guid correlationId) =>
            await dbContext.FindAsync<TSaga>([correlationId], CancellationToken) is { } instance
                ? await CreateAsync(instance, SagaConsumeContextMode.Load)
                : null;

        public Task Save(SagaConsumeContext<TSaga> context)
        {
            dbContext.Add(context.Saga);
            return Task.CompletedTask;
        }

        // The outbox saves what is tracked.
        public Task Update(SagaConsumeContext<TSaga> context) => Task.CompletedTask;

        public Task Delete(SagaConsumeContext<TSaga> context)
        {
            dbContext.Remove(context.Saga);
            return Task.CompletedTask;
        }

        public Task Discard(SagaConsumeContext<TSaga> context) => Task.CompletedTask;

        // The outbox rolls back, and forgets what is tracked.
        public Task Undo(SagaConsumeContext<TSaga> context) => Task.CompletedTask;

        public Task<SagaConsumeContext<TSaga, TOther>> CreateSagaConsumeContext<TOther>(
            ConsumeContext<TOther> consumeContext, TSaga instance, SagaConsumeContextMode mode)
            where TOther : class => factory.CreateSagaConsumeContext(dbContext, consumeContext, instance, mode);

        private Task<SagaConsumeContext<TSaga, T>> CreateAsync(TSaga instance, SagaConsumeContextMode mode) =>
            CreateSagaConsumeContext(_context, instance, mode);
    }
}

public static class DbContextSagaRepository
{
    public static void Register<TSaga>(ISagaRepositoryRegistrationConfigurator<TSaga> configurator)
        where TSaga : class, ISaga => configurator
        .RegisterSagaRepository<TSaga, TestDbContext, SagaConsumeContextFactory<TestDbContext, TSaga>, DbContextSagaRepository<TSaga>>();
}
