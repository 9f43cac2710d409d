using System.Reflection;
using MassTransit;
using MassTransit.DependencyInjection;

namespace Microservices.Inventory.Tests.Data;

/// <summary>Takes what is published and forgets it: of whatever interface, what is asked for is another one, or a task that is done.</summary>
#pragma warning disable CA1852 // DispatchProxy derives from it.
internal class SilentBus : DispatchProxy
#pragma warning restore CA1852
{
    internal static ScopedBusContext Create() => Create<ScopedBusContext, SilentBus>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.ReturnType == typeof(IPublishEndpoint)
        ? Create<IPublishEndpoint, SilentBus>()
        : Task.CompletedTask;
}
