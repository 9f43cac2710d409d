using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Microservices.ServiceDefaults.Security.Keys;

/// <summary>
/// Tells who asks by the header <c>X-Api-Key</c>, or by a password, which is how a browser sends a key
/// (https://www.rfc-editor.org/rfc/rfc7617).
/// </summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger,
    UrlEncoder encoder, ApiKeys keys) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Headers.TryGetValue(ApiKeys.Header, out var values))
        {
            if (!Request.HasBasic())
                return Task.FromResult(AuthenticateResult.NoResult());
            values = PasswordOf(Request.Headers.Authorization);
        }

        var reason = "The header must hold one key.";
        return Task.FromResult(values is [{ Length: > 0 } key] && keys.Find(key, out reason) is { } holder
            ? AuthenticateResult.Success(new AuthenticationTicket(holder, Scheme.Name))
            : AuthenticateResult.Fail(reason));
    }

    // Whatever the name is.
    private static string? PasswordOf(StringValues header)
    {
        try
        {
            var pair = Encoding.UTF8.GetString(Convert.FromBase64String(header.ToString()["Basic ".Length..].Trim()));
            return pair.IndexOf(':', StringComparison.Ordinal) is var end and >= 0 ? pair[(end + 1)..] : null;
        }
        catch (FormatException)
        {
            return null; // no key
        }
    }
}
