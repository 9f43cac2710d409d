using Microservices.Email.Ledger;
using Microservices.Email.Sending.Files;
using Microservices.Email.Sending.Smtp;
using Microservices.ServiceDefaults.Configuration;
using Microservices.ServiceDefaults.Messaging.Outages;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Microservices.Email.Sending;

/// <summary>Registers the transport of the mails.</summary>
internal static class EmailSenderExtensions
{
    // Writing a file takes milliseconds; the limit is for a network folder.
    private static readonly TimeSpan FileTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Registers the sender that <c>Email__Transport</c> names, with its options.</summary>
    public static void AddEmailSender(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<SenderOptions>(SenderOptions.SectionName);
        services.AddSettings<EmailOptions>(EmailOptions.SectionName);
        services.AddSettings<FileTransportOptions>(FileTransportOptions.SectionName);
        services.AddSingleton<MailFiles>();

        // Chosen while registering, so that a service that writes files needs no mail server's options. An unknown
        // transport stops the start.
        var transport = builder.Configuration[$"{EmailOptions.SectionName}:{nameof(EmailOptions.Transport)}"];
        if (string.Equals(transport, nameof(EmailTransport.Files), StringComparison.OrdinalIgnoreCase))
            services.AddFileSender();
        else
            services.AddSmtpSender();
    }

    private static void AddFileSender(this IServiceCollection services)
    {
        services.AddUnusedSettings<SmtpOptions>(SmtpOptions.SectionName);
        services.AddSingleton<IEmailSender, FileEmailSender>();
        services.AddSingleton(new DeliveryLease(FileTimeout));
    }

    private static void AddSmtpSender(this IServiceCollection services)
    {
        services.AddSettings<SmtpOptions, SmtpOptionsRules>(SmtpOptions.SectionName);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSmtpResilience();
        services.AddSingleton<SmtpConnector>();
        services.AddSingleton<SmtpConnectionPool>();
        services.AddSingleton<SmtpEmailSender>();
        services.AddSingleton<IEmailSender>(provider => provider.GetRequiredService<SmtpEmailSender>());
        services.AddSingleton(provider =>
            new DeliveryLease(provider.GetRequiredService<IOptions<SmtpOptions>>().Value.TotalTimeout));
        services.AddSingleton<SmtpHealthCheck>(); // one for all, because it remembers its answer
        services.AddOutage("mail server", exception => exception is MailNotAcceptedException,
            (provider, cancellationToken) => provider.GetRequiredService<SmtpEmailSender>().ProbeAsync(cancellationToken));
        services.AddHealthChecks().AddCheck<SmtpHealthCheck>(SmtpHealthCheck.Name, HealthStatus.Degraded);
    }
}
