using Microservices.ServiceDefaults.Customers.Links;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Email.Tests.Support;

/// <summary>The links of customers, of a service with a key and of one without.</summary>
internal static class TestLinks
{
    /// <summary>A link as mails show it.</summary>
    public static CustomerLink Link { get; } = new(
        new Uri("https://shop.example/my/order?link=TOKEN"), new Uri("https://shop.example/my/invoice?link=TOKEN"), new DateOnly(2027, 2, 28));

    public static CustomerLinks None => With([]);

    public static CustomerLinks Some => With(new()
    {
        ["CustomerLinks:Keys:0"] = "a-key-for-tests-of-forty-characters-1234",
        ["CustomerLinks:Address"] = "https://shop.example/",
    });

    private static CustomerLinks With(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddLogging();
        services.AddCustomerLinks();
        return services.BuildServiceProvider().GetRequiredService<CustomerLinks>();
    }
}
