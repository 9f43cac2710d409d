using System.Reflection;
using MassTransit;

namespace Microservices.DeadLetters.Tests.Ingest.Scenes;

/// <summary>A bus that notes which receive endpoints join it, and can do nothing else.</summary>
public class StartingBus : DispatchProxy
{
    private List<string> _connected = [];
    private Uri? _address;

    internal static IBusControl Create(List<string> connected)
    {
        var bus = Create<IBusControl, StartingBus>();
        ((StartingBus)bus)._connected = connected;
        return bus;
    }

    /// <summary>The news that an endpoint takes messages.</summary>
    internal static ReceiveEndpointReady Ready(string address)
    {
        var ready = Create<ReceiveEndpointReady, StartingBus>();
        ((StartingBus)ready)._address = new Uri(address);
        return ready;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod?.Name)
        {
            case "get_InputAddress": return _address;
            case "get_ReceiveEndpoint": return Create<IReceiveEndpoint, StartingBus>();
            case nameof(IBusControl.ConnectReceiveEndpoint):
                _connected.Add((string)args![0]!); // the queue's name comes first
                return null;
            default: throw new NotSupportedException($"{targetMethod}");
        }
    }
}
