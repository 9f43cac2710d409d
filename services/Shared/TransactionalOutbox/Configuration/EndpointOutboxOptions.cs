namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Settings that an endpoint of the stock package has, because there each endpoint delivers what its consumers sent. Here the
/// delivery service does, for all endpoints.
/// </summary>
/// <param name="dbContext">Holds the outbox.</param>
internal sealed class EndpointOutboxOptions(Type dbContext) : IOutboxOptionsConfigurator
{
    public int MessageDeliveryLimit
    {
        set => throw Elsewhere(nameof(MessageDeliveryLimit));
    }

    public TimeSpan MessageDeliveryTimeout
    {
        set => throw Elsewhere(nameof(MessageDeliveryTimeout));
    }

    private ConfigurationException Elsewhere(string setting) => new($"{setting} is no setting of an endpoint, because one delivery service "
        + $"serves all of them: set it by AddEntityFrameworkOutbox<{dbContext.Name}>(x => x.UseBusOutbox(y => y.{setting} = …)).");
}
