using Microservices.DeadLetters.Alarms.Detecting;

namespace Microservices.DeadLetters.Alarms.Sending;

/// <summary>What people read. Nothing of a message's content: chats and mails are kept elsewhere, for longer.</summary>
internal static class AlarmText
{
    /// <summary>One line.</summary>
    public static string Headline(Notification notification)
    {
        var text = notification.Kind == AlarmKind.NewGroup
            ? $"New failure in {notification.Queue}: {notification.Title}"
            : $"Dead letters of {notification.Queue} wait too long";
        return Plain(text);
    }

    /// <summary>What else there is to know, in a sentence.</summary>
    public static string Details(Notification notification) => string.Create(CultureInfo.InvariantCulture,
        $"{notification.OpenCount} open, the oldest since {notification.Since:yyyy-MM-dd HH:mm:ss} UTC.");

    /// <summary>The next step, as a command and in words.</summary>
    public static string NextStep(Notification notification) => notification.GroupId is { } group
        ? string.Create(CultureInfo.InvariantCulture, $"Next: read why one of them failed (deadletters group {group}), mend the cause, then replay: deadletters replay --query group:{group} --dry-run")
        : $"Next: see what fails and whether its consumer runs: deadletters groups 'queue:\"{Plain(notification.Queue)}\"'";

    private static string Plain(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));

    /// <summary>Where to look; null when nobody has said where the console is.</summary>
    public static string? Link(Notification notification, string? publicUrl)
    {
        if (string.IsNullOrWhiteSpace(publicUrl))
            return null;

        var path = notification.GroupId is { } group
            ? string.Create(CultureInfo.InvariantCulture, $"groups/{group}")
            : $"messages?query={Uri.EscapeDataString($"queue:\"{notification.Queue}\"")}";
        return $"{publicUrl.TrimEnd('/')}/{path}";
    }
}
