using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Security;

/// <summary>Takes everyone on this machine for a developer, who may do everything.</summary>
internal sealed class DeveloperHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger,
    UrlEncoder encoder, LocalTrial trial) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        trial.IsOn && LocalTrial.IsLocal(Context)
            ? AuthenticateResult.Success(new AuthenticationTicket(
                Callers.Create(Schemes.Developer, new("developer", "local:developer"), Scopes.All, ["*"]), Scheme.Name))
            : AuthenticateResult.Fail("Only who is at this machine is known."));
}
