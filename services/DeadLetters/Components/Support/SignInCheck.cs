using Microservices.ServiceDefaults.Security;
using Microservices.ServiceDefaults.Security.Keys;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Components.Support;

/// <summary>
/// Ends the rights of a page that is left open: when its key is gone, and when the time of a sign-in is over. The request that
/// opened it was checked; the socket that it has since is not a request.
/// </summary>
internal sealed class SignInCheck(ILoggerFactory loggers, ApiKeys keys, IOptions<SecurityOptions> options, TimeProvider timeProvider)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    private readonly DateTimeOffset _openedAt = timeProvider.GetUtcNow();

    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        Task.FromResult(keys.IsStillValid(authenticationState.User)
            && timeProvider.GetUtcNow() - _openedAt < options.Value.SignInLifetime);
}
