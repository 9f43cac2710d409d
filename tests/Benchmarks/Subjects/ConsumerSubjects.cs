using System.Data;
using Microservices.Benchmarks.Subjects.ByHand;
using Microservices.Benchmarks.Subjects.MassTransit;
using Microservices.Benchmarks.Subjects.Wolverine;

namespace Microservices.Benchmarks.Subjects;

/// <summary>Every subject that consumes.</summary>
internal static class ConsumerSubjects
{
    public static IReadOnlyList<IConsumerSubject> All { get; } =
    [
        new MassTransitSubject<EntityFrameworkConsumer>(OutboxName.Value, hasOutbox: true),
        new MassTransitSubject<TransactionConsumer>($"{OutboxName.Value}-npgsql", hasOutbox: true),
#if !STOCK_OUTBOX // it tells a batch by its last message
        new MassTransitSubject<BatchConsumer>("ours-batch", hasOutbox: true, configure: BatchConsumer.Configure),
#endif
        new MassTransitSubject<SavingConsumer>("masstransit-ef-no-outbox", hasOutbox: false),
        new MassTransitSubject<NpgsqlConsumer>("masstransit-no-outbox", hasOutbox: false),
        new WolverineSubject("wolverine-ef", typeof(EntityFrameworkHandler)),
        new WolverineSubject("wolverine-npgsql", typeof(NpgsqlHandler)),
        new ByHandSubject(),
        new ByHandBatchSubject(),
    ];

    /// <summary>Those that claim to be exact, ours at every isolation level that it supports.</summary>
    public static IReadOnlyList<IConsumerSubject> Exact { get; } =
    [
        .. new[] { IsolationLevel.ReadCommitted, IsolationLevel.RepeatableRead, IsolationLevel.Serializable }.Select(level =>
            new MassTransitSubject<EntityFrameworkConsumer>($"{OutboxName.Value} at {level}", hasOutbox: true, level)),
        .. All.Where(subject => subject.Deduplicates && subject.Name != OutboxName.Value),
    ];
}
