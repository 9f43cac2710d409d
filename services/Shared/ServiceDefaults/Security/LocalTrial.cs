using System.Net;
using Microservices.ServiceDefaults.Hosting;
using Microservices.ServiceDefaults.Security.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Microservices.ServiceDefaults.Security;

/// <summary>
/// Whether whoever asks may do everything: in Development (or in Standalone), listening on loopback alone, without keys and
/// without a provider.
/// </summary>
internal sealed class LocalTrial(IConfiguration configuration, IHostEnvironment environment)
{
    private const string Standalone = "Standalone";

    // Proxies add these, or leave them behind when they were believed.
    private static readonly string[] OfProxies =
        ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-For", "X-Original-Host", "X-Real-IP", "Forwarded", "Via"];

    // Once: a key that goes while the service runs must not open it.
    private readonly Lazy<bool> _isOn = new(() => (environment.IsDevelopment() || environment.IsEnvironment(Standalone))
        && !configuration.GetSection($"{SecurityOptions.SectionName}:ApiKeys").GetChildren().Any()
        && !OidcOptions.Of(configuration).IsUsed
        && ListensOnLoopback(configuration));

    /// <summary>Whether it is so.</summary>
    public bool IsOn => _isOn.Value;

    /// <summary>
    /// Whether a request comes from this machine and was meant for it: not through a proxy, and not from a page whose name
    /// was made to lead here.
    /// </summary>
    public static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && IsLoopback(context.Request.Host.Host)
        && !OfProxies.Any(context.Request.Headers.ContainsKey);

    // None at all: Kestrel takes localhost. "http://+:8080" is no valid Uri, and no loopback.
    private static bool ListensOnLoopback(IConfiguration configuration) => ListeningAddresses.Of(configuration)
        .All(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) && IsLoopback(uri.Host));

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
