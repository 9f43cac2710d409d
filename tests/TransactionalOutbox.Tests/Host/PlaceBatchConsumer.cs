using System.Collections.Concurrent;
using MassTransit;

namespace Microservices.TransactionalOutbox.Tests.Host;

public sealed record PlaceInBatch
{
    public required Guid OrderId { get; init; }

    /// <summary>Whether every attempt fails that this message is part of.</summary>
    public bool Fails { get; init; }

    /// <summary>A name to take, which the database refuses with the save when it is taken.</summary>
    public string? Name { get; init; }
}

/// <summary>Writes an effect for each message of a batch and publishes an event out of it.</summary>
public sealed class PlaceBatchConsumer(TestDbContext dbContext, Batches batches) : IConsumer<Batch<PlaceInBatch>>
{
    public async Task Consume(ConsumeContext<Batch<PlaceInBatch>> context)
    {
        batches.Add([.. context.Message.Select(x => x.Message.OrderId)]);
        foreach (var message in context.Message)
        {
            dbContext.Effects.Add(new Effect { OrderId = message.Message.OrderId });
            if (message.Message.Name is { } name)
                dbContext.Add(new UniqueThing { Name = name });
            await message.Publish(new OrderPlaced { OrderId = message.Message.OrderId }, context.CancellationToken);
        }

        if (context.Message.FirstOrDefault(x => x.Message.Fails) is { } failing)
            throw new InvalidOperationException($"{failing.Message.OrderId} fails as asked.");
    }
}

/// <summary>The batches that reached a consumer, failed ones too.</summary>
public sealed class Batches
{
    private readonly ConcurrentQueue<IReadOnlyList<Guid>> _batches = new();

    public IReadOnlyList<IReadOnlyList<Guid>> All => [.. _batches];

    public void Add(IReadOnlyList<Guid> orders) => _batches.Enqueue(orders);
}
