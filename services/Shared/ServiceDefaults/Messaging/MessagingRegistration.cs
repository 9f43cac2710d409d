using MassTransit;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>The one bus of the process, so that the second service in it joins instead of adding another.</summary>
/// <param name="Bus">
/// MassTransit allows AddMassTransit once, but what its configurator registers are plain services, which it reads when
/// the bus is built; so services may go on registering through it.
/// </param>
internal sealed record MessagingRegistration(IBusRegistrationConfigurator Bus);
