namespace Microservices.Testing.Servers;

/// <summary>A server that tests need could not be had from any source; the message says what to install.</summary>
internal sealed class ServerUnavailableException(string message, Exception? innerException)
    : InvalidOperationException(message, innerException)
{
    /// <summary>Debian's package that would help; null when it is installed and did not.</summary>
    public string? MissingPackage { get; init; }
}
