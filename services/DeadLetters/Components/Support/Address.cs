namespace Microservices.DeadLetters.Components.Support;

/// <summary>The addresses of the console's pages: links in mails, chats and alarms lead there.</summary>
internal static class Address
{
    public const string Groups = "/groups";
    public const string Replays = "/replays";
    public const string Audit = "/audit";

    /// <summary>Dead letters that match a query; those that are open without one.</summary>
    public static string Messages(string? query = null) =>
        string.IsNullOrWhiteSpace(query) ? "/messages" : $"/messages?query={Uri.EscapeDataString(query)}";

    /// <summary>A dead letter.</summary>
    public static string Message(long id) => Numbered("/messages", id);

    /// <summary>Where another body is written for a dead letter.</summary>
    public static string Edit(long id) => $"{Message(id)}/edit";

    /// <summary>A group.</summary>
    public static string Group(long id) => Numbered(Groups, id);

    /// <summary>A replay.</summary>
    public static string Replay(Guid id) => $"{Replays}/{id}";

    /// <summary>What was done to something, such as <c>dead-letter:12</c>.</summary>
    public static string AuditOf(string target) => $"{Audit}?target={Uri.EscapeDataString(target)}";

    /// <summary>A value as the query language takes it literally.</summary>
    public static string Value(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal)}\"";

    private static string Numbered(string path, long id) => string.Create(CultureInfo.InvariantCulture, $"{path}/{id}");
}
