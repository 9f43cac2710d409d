namespace Microservices.ServiceDefaults.Health;

/// <summary>A receive endpoint makes no attempt any more to reach a broker that answers. Only a new start helps.</summary>
internal sealed class BrokerGivenUpException : Exception
{
    public BrokerGivenUpException(string endpoint, TimeSpan timeout)
        : base($"Receive endpoint {endpoint} has made no attempt to reach the broker for {timeout:c}, though the broker answers. "
            + "The service ends, to be started again.")
    {
    }

    public BrokerGivenUpException()
    {
    }

    public BrokerGivenUpException(string message)
        : base(message)
    {
    }

    public BrokerGivenUpException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
