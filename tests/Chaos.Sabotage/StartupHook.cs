using System.Diagnostics;
using Microservices.Chaos.Sabotage;

/// <summary>
/// Breaks the service that it is loaded into (<c>DOTNET_STARTUP_HOOKS</c>) in the way that <c>CHAOS_SABOTAGE</c> names. The
/// runtime wants a type of this name without a namespace:
/// https://github.com/dotnet/runtime/blob/main/docs/design/features/host-startup-hook.md
/// </summary>
#pragma warning disable CA1050, CA1515 // the runtime looks for it there
public static class StartupHook
#pragma warning restore CA1050, CA1515
{
    /// <summary>Called by the runtime before the service's own <c>Main</c>.</summary>
    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new HostListener());
}
