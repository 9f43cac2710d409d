using Microservices.Benchmarks.Subjects.ByHand;
using Microservices.Benchmarks.Subjects.MassTransit;
using Microservices.Benchmarks.Subjects.Wolverine;

namespace Microservices.Benchmarks.Subjects;

/// <summary>Every subject that produces.</summary>
internal static class ProducerSubjects
{
    public static IReadOnlyList<IProducerSubject> All { get; } =
    [
        new MassTransitProducer(OutboxName.Value, hasOutbox: true),
        new MassTransitProducer("masstransit-ef-no-outbox", hasOutbox: false),
        new WolverineProducer("wolverine-ef", WolverineProducer.ProduceByEntityFrameworkAsync),
        new WolverineProducer("wolverine-npgsql", WolverineProducer.ProduceByNpgsqlAsync),
        new ByHandProducer(),
    ];
}
