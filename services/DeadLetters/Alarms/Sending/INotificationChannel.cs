namespace Microservices.DeadLetters.Alarms.Sending;

/// <summary>A way to tell people.</summary>
internal interface INotificationChannel
{
    /// <summary>Its name, for logs and metrics.</summary>
    string Name { get; }

    /// <summary>Whether it is set up.</summary>
    bool IsOn { get; }

    /// <summary>Whether it has sent this one.</summary>
    bool HasSent(Notification notification);

    /// <summary>Notes that it has.</summary>
    void MarkSent(Notification notification, DateTime now);

    /// <summary>Sends; whatever goes wrong is thrown, and tried again later.</summary>
    Task SendAsync(Notification notification, CancellationToken cancellationToken);
}
