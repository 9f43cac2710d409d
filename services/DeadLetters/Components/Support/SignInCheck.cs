using Microservices.DeadLetters.Security.SignIn;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Microservices.DeadLetters.Components.Support;

/// <summary>
/// Ends a page that is left open when its sign-in ends. The request that opened it was checked; the socket that it has since is
/// not a request. Who asks for the caller gets nobody from then on, without waiting for the next check.
/// </summary>
internal sealed class SignInCheck(ILoggerFactory loggers, SignInSession session) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));

    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(10);

    public override async Task<AuthenticationState> GetAuthenticationStateAsync()
    {
        var state = await base.GetAuthenticationStateAsync();
        if (state.User.Identity is not { IsAuthenticated: true } || session.Lasts(state.User))
            return state;

        SetAuthenticationState(Task.FromResult(Nobody));
        return Nobody;
    }

    protected override Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken) => Task.FromResult(session.Lasts(authenticationState.User));
}
