using System.Security.Claims;
using Microservices.DeadLetters.Security;
using Microsoft.AspNetCore.Components.Authorization;

namespace Microservices.DeadLetters.Tests.Components.Scenes;

/// <summary>Who looks at a page.</summary>
internal sealed class Visitor(string role, IEnumerable<string> queues) : AuthenticationStateProvider
{
    public const string Name = "ada";

    private readonly Claim[] _queues = [.. queues.Select(queue => new Claim(Access.QueueClaim, queue))];
    private string _role = role;

    public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
        Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, Name), new Claim(ClaimTypes.Role, _role), .. _queues], "test"))));

    /// <summary>Gives another role, as when a key has changed.</summary>
    public void Give(string role)
    {
        _role = role;
        NotifyAuthenticationStateChanged(GetAuthenticationStateAsync());
    }
}
