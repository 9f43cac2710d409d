using Contracts.Orders;
using MassTransit;
using Microservices.Email.Data;
using Microservices.Email.Sending;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.Email.Consumers;

internal sealed class SendOrderConfirmationConsumerDefinition : ConsumerDefinition<SendOrderConfirmationConsumer>
{
    public SendOrderConfirmationConsumerDefinition() => EndpointName = "email-order-confirmed";

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<SendOrderConfirmationConsumer> consumerConfigurator, IRegistrationContext context)
    {
        // Before the policy: filter and outbox join the consumer's pipe in the order in which they are named here, while
        // retry and redelivery wrap that pipe as a whole. So: redelivery → retry → SMTP → outbox's transaction → consumer.
        endpointConfigurator.UseConsumeFilter<SendMailFilter<OrderConfirmed>>(context);
        endpointConfigurator.UseMessagingPolicy<EmailDbContext>(
            context, typeof(RecipientRejectedException), typeof(MailRejectedException));
    }
}
