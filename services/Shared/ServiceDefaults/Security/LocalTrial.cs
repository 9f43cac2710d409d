using System.Net;
using Microservices.ServiceDefaults.Hosting;
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

    // None at all: Kestrel takes localhost. "http://+:8080" is no valid Uri, and no loopback.
    private bool ListensOnLoopback() => ListeningAddresses.Of(configuration)
        .All(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) && IsLoopback(uri.Host));

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
