using System.Reflection;
using MassTransit;

namespace Microservices.Chaos.Sabotage;

/// <summary>An outbox whose publish endpoint forgets the transaction.</summary>
public class ForgetfulOutbox : Decorator
{
    /// <inheritdoc />
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        var property = targetMethod.Name["get_".Length..];
        var original = Original.GetType().GetProperty(property)!.GetValue(Original)!; // has what it is asked for
        if (property != nameof(IPublishEndpoint)[1..])
            return original;

        var endpoint = (Decorator)(object)DispatchProxy.Create<IPublishEndpoint, ForgetfulPublishEndpoint>();
        (endpoint.Services, endpoint.Original) = (Services, original);
        return endpoint;
    }
}
