using Microservices.Email.Data;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Messaging;

namespace Microservices.Email;

/// <summary>Every registration of the service, in one place.</summary>
public static class EmailServiceExtensions
{
    /// <summary>Adds the service: options, capabilities, database, messaging.</summary>
    /// <param name="builder">The host's builder.</param>
    public static void AddEmailService(this IHostApplicationBuilder builder)
    {
        builder.AddServiceDatabase<EmailDbContext>("Email");
        builder.AddMessaging<EmailDbContext>(bus =>
        {
        });
    }

    /// <summary>Maps the service's HTTP routes.</summary>
    /// <param name="app">The host.</param>
    public static void MapEmailEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
    }
}
