using MassTransit;

namespace Microservices.DeadLetters.Tests.Replay.Scenes;

/// <summary>Leaves an effect in the transaction of its inbox; no key would stop a second one.</summary>
internal sealed class EffectConsumer(EffectsDbContext dbContext, EffectBehaviour behaviour) : IConsumer<OrderPlaced>
{
    public Task Consume(ConsumeContext<OrderPlaced> context)
    {
        behaviour.Seen(context);
        if (behaviour.Fails(context.Message))
            throw new UnknownOrderSkuException();

        dbContext.Add(new Effect { OrderId = context.Message.OrderId, Sku = context.Message.Sku });
        return Task.CompletedTask;
    }
}
