using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Configuration;

internal static class StartupProblemExtensions
{
    /// <summary>Makes the start fail with this message, beside any other problem.</summary>
    public static void AddStartupProblem(this IServiceCollection services, string message, bool preventsMigration)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<StartupOptions>, StartupOptionsValidator>());
        services.AddOptions<StartupOptions>().ValidateOnStart();
        services.AddSingleton(new StartupProblem(message, preventsMigration));
    }
}
