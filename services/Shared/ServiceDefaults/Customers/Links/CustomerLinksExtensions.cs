using Microservices.ServiceDefaults.Configuration;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Microservices.ServiceDefaults.Customers.Links;

/// <summary>Registers the links of customers.</summary>
public static class CustomerLinksExtensions
{
    /// <summary>Adds <see cref="CustomerLinks"/>, and the way to tell a caller by a link.</summary>
    /// <param name="services">The service's registrations.</param>
    public static void AddCustomerLinks(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        // Several services of one process share them.
        if (services.Any(service => service.ServiceType == typeof(CustomerLinks)))
            return;

        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings<CustomerLinksOptions, CustomerLinksRules>(CustomerLinksOptions.SectionName);
        services.TryAddSingleton(typeof(ReloadedSettings<>));
        services.AddHostedService<LinkStart>();
        services.AddSingleton(provider => new CustomerLinks(
            provider.GetRequiredService<ReloadedSettings<CustomerLinksOptions>>(), provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<CustomerLinks>>()));
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, LinkHandler>(Schemes.Link, null);
    }
}
