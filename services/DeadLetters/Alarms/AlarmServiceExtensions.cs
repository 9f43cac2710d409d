using Microservices.DeadLetters.Alarms.Detecting;
using Microservices.DeadLetters.Alarms.Sending;
using Microservices.ServiceDefaults.Configuration;

namespace Microservices.DeadLetters.Alarms;

/// <summary>Registers metrics and notifications.</summary>
internal static class AlarmServiceExtensions
{
    /// <summary>Adds the services; the database is registered by the caller.</summary>
    public static void AddAlarms(this IServiceCollection services)
    {
        services.AddSettings<AlarmOptions, AlarmOptionsRules>(AlarmOptions.SectionName);
        // A redirect would carry the signature to another host. The pipeline says how long an attempt may take.
        services.AddHttpClient(WebhookChannel.ClientName).RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton<INotificationChannel, WebhookChannel>();
        services.AddSingleton<INotificationChannel, MailChannel>();
        services.AddSingleton<AlarmMetrics>();
        services.AddScoped<QueueStates>();
        services.AddScoped<AlarmDetection>();
        services.AddScoped<NotificationDispatch>();
        services.AddHostedService<AlarmWorker>();
    }
}
