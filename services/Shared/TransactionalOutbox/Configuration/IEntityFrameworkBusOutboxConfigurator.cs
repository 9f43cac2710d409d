namespace MassTransit;

/// <summary>Settings of the delivery of what was published or sent outside a consumer.</summary>
public interface IEntityFrameworkBusOutboxConfigurator : IBusOutboxConfigurator
{
    /// <summary>How many messages of one outbox a delivery pass sends; 100 by default.</summary>
    int MessageDeliveryLimit { set; }

    /// <summary>How long one send may take; 10 seconds by default.</summary>
    TimeSpan MessageDeliveryTimeout { get; set; }
}
