using Microservices.Email.Ledger;
using Microservices.Email.Sending.Files;
using Microservices.Email.Sending.Smtp;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Microservices.Email.Sending;

/// <summary>Registers the way that mails leave the service by.</summary>
internal static class EmailSenderExtensions
{
    // Writing a file takes no time worth naming; bounded all the same, for a network folder.
    private static readonly TimeSpan FileTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Registers the sender that <c>Email:Transport</c> names, with its options.</summary>
    public static void AddEmailSender(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IValidateOptions<SenderOptions>, SenderOptionsValidator>();
        services.AddOptions<SenderOptions>().BindConfiguration(SenderOptions.SectionName).ValidateOnStart();

        services.AddOptions<EmailOptions>().BindConfiguration(EmailOptions.SectionName).ValidateOnStart();

        // Chosen while registering, so that a service that writes files needs no mail server's options. A word that is no
        // transport stops the start, when the options are bound.
        var transport = builder.Configuration[$"{EmailOptions.SectionName}:{nameof(EmailOptions.Transport)}"];
        if (string.Equals(transport, nameof(EmailTransport.Files), StringComparison.OrdinalIgnoreCase))
            services.AddFileSender();
        else
            services.AddSmtpSender();
    }

    private static void AddFileSender(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<FileTransportOptions>, FileTransportOptionsValidator>();
        services.AddOptions<FileTransportOptions>().BindConfiguration(FileTransportOptions.SectionName).ValidateOnStart();
        services.AddSingleton<MailFiles>();
        services.AddSingleton<IEmailSender, FileEmailSender>();
        services.AddSingleton(new DeliveryLease(FileTimeout));
    }

    private static void AddSmtpSender(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<SmtpOptions>, SmtpOptionsValidator>();
        services.AddSingleton<IValidateOptions<SmtpOptions>, SmtpOptionsRules>();
        services.AddOptions<SmtpOptions>().BindConfiguration(SmtpOptions.SectionName).ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSmtpResilience();
        services.AddSingleton<SmtpConnector>();
        services.AddSingleton<SmtpConnectionPool>();
        services.AddSingleton<IEmailSender, SmtpEmailSender>();
        services.AddSingleton(provider =>
            new DeliveryLease(provider.GetRequiredService<IOptions<SmtpOptions>>().Value.TotalTimeout));
        services.AddSingleton<SmtpHealthCheck>(); // one for all, because it remembers its answer
        services.AddHealthChecks().AddCheck<SmtpHealthCheck>(SmtpHealthCheck.Name, HealthStatus.Degraded);
    }
}
