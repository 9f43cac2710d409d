using System.Reflection;
using MassTransit;

namespace Microservices.ServiceDefaults.Tests.Support;

/// <summary>A bus of which nothing is known but that its one receive endpoint is without the broker.</summary>
public class UnhealthyBus : DispatchProxy
{
    public static readonly Uri Endpoint = new("rabbitmq://localhost/email-order-confirmed");

    public static IBusControl Create() => Create<IBusControl, UnhealthyBus>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name switch
    {
        nameof(IBusControl.CheckHealth) => BusHealthResult.Unhealthy("not ready", new IOException("reset"),
            new Dictionary<string, EndpointHealthResult>
            {
                ["email"] = EndpointHealthResult.Unhealthy(Create<IReceiveEndpoint, UnhealthyBus>(), "faulted", new IOException("reset")),
            }),
        "get_InputAddress" => Endpoint,
        _ => throw new NotSupportedException($"{targetMethod}"),
    };
}
