using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Components.Authorization;

namespace Microservices.DeadLetters.Tests.Components.Scenes;

/// <summary>Who looks at a page.</summary>
internal sealed class Visitor(string scope, IEnumerable<string> queues) : AuthenticationStateProvider
{
    public const string Name = "ada";

    private string _scope = scope;

    public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
        Task.FromResult(new AuthenticationState(
            Callers.Create("test", new(Name, $"test:{Name}"), [_scope], queues)));

    /// <summary>Gives another scope, as when a key has changed.</summary>
    public void Give(string scope)
    {
        _scope = scope;
        NotifyAuthenticationStateChanged(GetAuthenticationStateAsync());
    }
}
