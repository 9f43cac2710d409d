using System.Reflection;
using MassTransit;
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
        "OutboxWithoutTransaction" => services => Decorate(services, typeof(IPublishEndpoint), typeof(ForgetfulPublishEndpoint)),
        "ReplayToExchange" => services => Decorate(services, Find(services, ReplayTarget), typeof(ExchangeTarget)),
        _ => throw new InvalidOperationException($"CHAOS_SABOTAGE is '{sabotage}', which is no sabotage."),
    };

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
