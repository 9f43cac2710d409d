using System.Text.Encodings.Web;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Tests.Replay.Scenes;

/// <summary>Takes for the caller whom the header <c>X-Test-User</c> names: name, right such as <c>operate</c>, and patterns of queues.</summary>
internal sealed class TestUser(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Header = "X-Test-User";

    /// <summary>Makes it the only way to tell who asks.</summary>
    public static void AddTo(IServiceCollection services) =>
        services.AddAuthentication(nameof(TestUser)).AddScheme<AuthenticationSchemeOptions, TestUser>(nameof(TestUser), null);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        Request.Headers[Header].ToString().Split(' ') is [var name, var right, .. var queues]
            ? AuthenticateResult.Success(new AuthenticationTicket(Callers.Create("test", new(name, $"test:{name}"), [$"deadletters.{right}"],
                queues is [] ? ["*"] : queues), Scheme.Name))
            : AuthenticateResult.NoResult());
}
