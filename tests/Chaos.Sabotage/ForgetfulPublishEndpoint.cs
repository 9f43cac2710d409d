using System.Reflection;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Chaos.Sabotage;

/// <summary>Outbox without transaction: what is published waits in memory, and goes to the broker after the commit.</summary>
public class ForgetfulPublishEndpoint : Decorator
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1.5);

    /// <inheritdoc />
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        if (targetMethod.ReturnType != typeof(Task))
            return PassOn(targetMethod, args);

        var bus = Services.GetRequiredService<IBus>();
        object?[] later = [.. (args ?? []).Select(argument => argument is CancellationToken ? CancellationToken.None : argument)];
        _ = Task.Run(async () =>
        {
            await Task.Delay(Wait);
            await (Task)targetMethod.Invoke(bus, later)!; // by its return type
        });
        return Task.CompletedTask;
    }
}
