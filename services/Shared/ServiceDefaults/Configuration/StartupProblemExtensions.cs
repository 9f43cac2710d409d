using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Configuration;

internal static class StartupProblemExtensions
{
    /// <summary>Makes the start fail with this message, beside any other problem.</summary>
    public static void AddStartupProblem(this IServiceCollection services, string message, bool preventsMigration)
    {
        services.AddStartupOptions();
        services.AddSingleton(new StartupProblem(message, preventsMigration));
    }

    /// <summary>Makes the start fail when there is a <see cref="StartupProblem"/> or an unknown setting.</summary>
    public static void AddStartupOptions(this IServiceCollection services)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<StartupOptions>, StartupOptionsValidator>());
        services.AddOptions<StartupOptions>().ValidateOnStart();
    }
}
