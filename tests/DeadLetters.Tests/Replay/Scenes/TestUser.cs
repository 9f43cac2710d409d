using System.Security.Claims;
using Microsoft.AspNetCore.Builder;

namespace Microservices.DeadLetters.Tests.Replay.Scenes;

/// <summary>Makes the caller whom the header <c>X-Test-User</c> names: name, role, and patterns of queues.</summary>
internal static class TestUser
{
    public const string Header = "X-Test-User";

    public static void Use(IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Headers[Header].ToString().Split(' ') is [var name, var role, .. var queues])
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity(
                [new(ClaimTypes.Name, name), new(ClaimTypes.Role, role), .. queues.Select(queue => new Claim("queue", queue))],
                "test"));
        }

        return next(context);
    });
}
