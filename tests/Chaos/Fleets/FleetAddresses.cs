namespace Microservices.Chaos.Fleets;

/// <summary>Where the services find what is neither broker nor database.</summary>
/// <param name="MailHost">The mail server.</param>
/// <param name="MailPort">The port of the line to it.</param>
/// <param name="Management">The broker's management interface.</param>
/// <param name="Invoice">The first replica of Invoice; null before it is made.</param>
internal sealed record FleetAddresses(string MailHost, int MailPort, Uri Management, Uri? Invoice);
