using Microservices.Benchmarks.Subjects.ByHand;
using Microservices.Benchmarks.Subjects.MassTransit;

namespace Microservices.Benchmarks.Subjects;

/// <summary>Every subject that produces.</summary>
internal static class ProducerSubjects
{
    public static IReadOnlyList<IProducerSubject> All { get; } =
    [
        new MassTransitProducer(OutboxName.Value, hasOutbox: true),
        new MassTransitProducer("masstransit-ef-no-outbox", hasOutbox: false),
        new ByHandProducer(),
    ];
}
