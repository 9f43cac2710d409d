using System.Reflection;
using MassTransit;
using MassTransit.DependencyInjection;

namespace Microservices.Inventory.Tests.Data;

/// <summary>
/// Discards every message. It implements whatever interface it is created for: a publish endpoint is another silent bus, and each
/// call returns a completed task.
/// </summary>
#pragma warning disable CA1852 // DispatchProxy derives from it.
internal class SilentBus : DispatchProxy
#pragma warning restore CA1852
{
    internal static ScopedBusContext Create() => Create<ScopedBusContext, SilentBus>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.ReturnType == typeof(IPublishEndpoint)
        ? Create<IPublishEndpoint, SilentBus>()
        : Task.CompletedTask;
}
