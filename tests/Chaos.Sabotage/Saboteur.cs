using System.Reflection;
using MassTransit;
using MassTransit.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Chaos.Sabotage;

/// <summary>Exchanges what a promise rests on.</summary>
internal static class Saboteur
{
    private const string ReplayTarget = "Microservices.DeadLetters.Replay.Publishing.IReplayTarget";

    /// <summary>What a sabotage does to a service's registrations.</summary>
    public static Action<IServiceCollection> Of(string? sabotage) => sabotage switch
    {
        "AckBeforeCommit" => services => services.AddSingleton<IConfigureReceiveEndpoint, AcknowledgeAtOnce>(),
        "OutboxWithoutTransaction" => ForgetOutbox,
        "ReplayToExchange" => services => Decorate(services, Find(services, ReplayTarget), typeof(ExchangeTarget)),
        _ => throw new InvalidOperationException($"CHAOS_SABOTAGE is '{sabotage}', which is no sabotage."),
    };

    // The outbox of a service's own DbContext hands out the endpoint that it publishes through.
    private static void ForgetOutbox(IServiceCollection services)
    {
        var outbox = services.Last(service => service.ServiceType.Name == "BusOutbox`1");
        services.Remove(outbox);
        services.Add(new ServiceDescriptor(outbox.ServiceType, provider =>
        {
            var context = (Decorator)(object)DispatchProxy.Create<ScopedBusContext, ForgetfulOutbox>();
            context.Services = provider;
            context.Original = outbox.ImplementationFactory!(provider); // registered by one
            return Activator.CreateInstance(outbox.ServiceType, context)!; // a class
        }, outbox.Lifetime));
    }

    private static Type Find(IServiceCollection services, string name) =>
        services.Select(service => service.ServiceType).First(type => type.FullName == name);

    /// <summary>Puts a <see cref="Decorator"/> in front of a service.</summary>
    private static void Decorate(IServiceCollection services, Type type, Type decorator)
    {
        var original = services.Last(service => service.ServiceType == type);
        services.Remove(original);
        services.Add(new ServiceDescriptor(type, provider =>
        {
            var proxy = (Decorator)DispatchProxy.Create(type, decorator);
            proxy.Services = provider;
            proxy.Original = original.ImplementationFactory?.Invoke(provider) ?? original.ImplementationInstance
                ?? ActivatorUtilities.CreateInstance(provider, original.ImplementationType!); // one of the three
            return proxy;
        }, original.Lifetime));
    }
}
