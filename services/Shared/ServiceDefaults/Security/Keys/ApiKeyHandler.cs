using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Security.Keys;

/// <summary>Tells who asks by the header <c>X-Api-Key</c>.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger,
    UrlEncoder encoder, ApiKeys keys) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Headers.TryGetValue(ApiKeys.Header, out var values))
            return Task.FromResult(AuthenticateResult.NoResult());

        var reason = "The header must hold one key.";
        return Task.FromResult(values is [{ Length: > 0 } key] && keys.Find(key, out reason) is { } holder
            ? AuthenticateResult.Success(new AuthenticationTicket(holder, Scheme.Name))
            : AuthenticateResult.Fail(reason));
    }
}
