using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Configuration;

/// <summary>Binds options to the configuration, and checks them at start.</summary>
public static class SettingsExtensions
{
    /// <summary>
    /// Binds the options to a section. The start fails, and names every setting, when a text cannot be read, an attribute or a
    /// rule is broken, or the section has a setting that the options do not have.
    /// </summary>
    /// <typeparam name="TOptions">The options; every property has an <see cref="ExampleAttribute"/>.</typeparam>
    /// <param name="services">The service's registrations.</param>
    /// <param name="section">The section, such as <c>Email:Smtp</c>.</param>
    public static void AddSettings<TOptions>(this IServiceCollection services, string section)
        where TOptions : class
    {
        var settings = new SettingsSection(section, typeof(TOptions));
        if (!services.TryAddSection(settings))
            return;

        services.AddOptions<TOptions>()
            .Configure<IConfiguration>((options, configuration) => SettingsReader.Bind(configuration, settings, options))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>>(provider => new SettingsValidator<TOptions>(
            provider.GetRequiredService<IConfiguration>(), settings, provider.GetServices<ISettingsRules<TOptions>>()));
    }

    /// <summary>The same, with rules.</summary>
    /// <typeparam name="TOptions">The options.</typeparam>
    /// <typeparam name="TRules">What no attribute can state.</typeparam>
    /// <param name="services">The service's registrations.</param>
    /// <param name="section">The section.</param>
    public static void AddSettings<TOptions, TRules>(this IServiceCollection services, string section)
        where TOptions : class
        where TRules : class, ISettingsRules<TOptions>
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISettingsRules<TOptions>, TRules>());
        services.AddSettings<TOptions>(section);
    }

    /// <summary>Names the settings of a section that is not in use, so that they are not taken for mistakes.</summary>
    /// <typeparam name="TOptions">The options.</typeparam>
    /// <param name="services">The service's registrations.</param>
    /// <param name="section">The section.</param>
    public static void AddUnusedSettings<TOptions>(this IServiceCollection services, string section)
        where TOptions : class => services.TryAddSection(new SettingsSection(section, typeof(TOptions)));

    // Several services of one process share what all services have.
    private static bool TryAddSection(this IServiceCollection services, SettingsSection section)
    {
        if (services.Any(service => !service.IsKeyedService && section.Equals(service.ImplementationInstance)))
            return false;

        services.AddSingleton(section);
        services.AddStartupOptions();
        return true;
    }
}
