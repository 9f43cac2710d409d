using Microservices.DeadLetters.Components.Assets;
using Microservices.DeadLetters.Components.Support;
using Microservices.DeadLetters.Security;
using Microservices.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor.Services;

namespace Microservices.DeadLetters.Components;

/// <summary>Registers the web console.</summary>
internal static class ConsoleExtensions
{
    // A body of a million characters as the socket carries it; the usual limit of 32 KB would end the page of who edits one.
    private const long LargestEdit = 8 * 1024 * 1024;

    /// <summary>Adds what its pages need; readers and security are registered by the caller.</summary>
    public static void AddConsole(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents()
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestEdit);
        services.AddMudServices();
        services.AddSettings<ConsoleOptions, ConsoleOptionsRules>(ConsoleOptions.SectionName);
        services.AddSingleton<ConsoleFiles>();
        services.AddScoped<AuthenticationStateProvider, SignInCheck>();
    }

    /// <summary>Leads from the root to the first page: in a process of its own, where nothing else has that address.</summary>
    public static void MapConsoleRoot(this IEndpointRouteBuilder app) =>
        app.MapGet("/", () => Results.Redirect(Address.Groups)).RequireConsoleAccess().ExcludeFromDescription();

    /// <summary>Maps its pages and files.</summary>
    public static void MapConsole(this IEndpointRouteBuilder app)
    {
        ConsoleFiles.Map(app).OpenToAll().AsPage();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().RequireConsoleAccess();
    }
}
