using System.Globalization;

namespace Microservices.DeadLetters.Cli.Output;

/// <summary>Writes times of answers.</summary>
/// <param name="timeProvider">The clock.</param>
/// <param name="isRelative">Whether as <c>3m ago</c> instead of ISO 8601.</param>
internal sealed class Times(TimeProvider timeProvider, bool isRelative)
{
    /// <summary>Writes a time; what is none is left as it is.</summary>
    internal string Show(string text)
    {
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return text;
        if (!isRelative)
            return at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

        var since = timeProvider.GetUtcNow() - at;
        return since < TimeSpan.Zero ? $"in {Short(-since)}" : $"{Short(since)} ago";
    }

    /// <summary>Writes a duration in its largest unit.</summary>
    internal static string Short(TimeSpan duration) => duration switch
    {
        { TotalDays: >= 1 } => $"{(int)duration.TotalDays}d",
        { TotalHours: >= 1 } => $"{(int)duration.TotalHours}h",
        { TotalMinutes: >= 1 } => $"{(int)duration.TotalMinutes}m",
        _ => $"{(int)duration.TotalSeconds}s",
    };
}
