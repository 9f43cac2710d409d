using MassTransit;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.DeadLetters.Tests.Replay.Scenes;

internal sealed class EffectConsumerDefinition : ConsumerDefinition<EffectConsumer>
{
    public EffectConsumerDefinition() => EndpointName = Scene.Queue;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<EffectConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseMessagingPolicy<EffectsDbContext>(context, typeof(UnknownOrderSkuException));
}
