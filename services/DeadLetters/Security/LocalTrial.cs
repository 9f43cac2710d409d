using System.Net;

namespace Microservices.DeadLetters.Security;

/// <summary>
/// Whether whoever asks may do everything: in Development (or in Standalone), listening on loopback alone, without keys and
/// without a provider.
/// </summary>
internal sealed class LocalTrial(IConfiguration configuration, IHostEnvironment environment)
{
    private const string Standalone = "Standalone";

    /// <summary>Whether it is so.</summary>
    public bool IsOn => (environment.IsDevelopment() || environment.IsEnvironment(Standalone))
        && !configuration.GetSection($"{SecurityOptions.SectionName}:ApiKeys").GetChildren().Any()
        && string.IsNullOrWhiteSpace(configuration[$"{SecurityOptions.SectionName}:Oidc:Authority"])
        && ListensOnLoopback();

    /// <summary>
    /// Whether a request comes from this machine and was meant for it: not through a proxy, and not from a page whose name
    /// was made to lead here.
    /// </summary>
    public static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && IsLoopback(context.Request.Host.Host)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");

    private bool ListensOnLoopback()
    {
        if (configuration["http_ports"] is { Length: > 0 } || configuration["https_ports"] is { Length: > 0 })
            return configuration["urls"] is { Length: > 0 } stated && AreLoopback(Split(stated)); // those ports mean all addresses

        string[] addresses =
        [
            .. Split(configuration["urls"] ?? ""),
            .. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? ""),
        ];
        return AreLoopback(addresses); // none at all: Kestrel takes localhost
    }

    private static string[] Split(string list) =>
        list.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // "http://+:8080" is no valid Uri, and no loopback.
    private static bool AreLoopback(string[] addresses) =>
        Array.TrueForAll(addresses, address => Uri.TryCreate(address, UriKind.Absolute, out var uri) && IsLoopback(uri.Host));

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
