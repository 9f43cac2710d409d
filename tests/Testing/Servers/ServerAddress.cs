namespace Microservices.Testing.Servers;

/// <summary>Where a server listens.</summary>
/// <param name="Host">Host name or address.</param>
/// <param name="Port">Port of its main protocol.</param>
/// <param name="ManagementPort">Port of its HTTP interface, 0 when it has none.</param>
internal sealed record ServerAddress(string Host, int Port, int ManagementPort = 0);
