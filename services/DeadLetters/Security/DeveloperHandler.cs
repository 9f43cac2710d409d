using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Security;

/// <summary>Takes everyone on this machine for the admin <c>developer</c>.</summary>
internal sealed class DeveloperHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger,
    UrlEncoder encoder, LocalTrial trial) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        trial.IsOn && LocalTrial.IsLocal(Context)
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(
                [new(ClaimTypes.Name, "developer"), new(ClaimTypes.Role, Access.Admin)], Scheme.Name)), Scheme.Name))
            : AuthenticateResult.Fail("Only who is at this machine is known."));
}
