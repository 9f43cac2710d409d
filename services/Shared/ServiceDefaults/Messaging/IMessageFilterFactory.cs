using MassTransit;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>Makes the filter of an endpoint for each of its message types.</summary>
internal interface IMessageFilterFactory
{
    /// <summary>Makes the filter.</summary>
    /// <typeparam name="TMessage">The message type.</typeparam>
    /// <returns>The filter.</returns>
    IFilter<ConsumeContext<TMessage>> Create<TMessage>()
        where TMessage : class;
}
