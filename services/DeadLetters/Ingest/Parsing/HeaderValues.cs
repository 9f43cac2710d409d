using System.Collections;
using System.Text;
using RabbitMQ.Client;

namespace Microservices.DeadLetters.Ingest.Parsing;

/// <summary>Reads values of AMQP headers, which are as loosely typed as their writers.</summary>
internal static class HeaderValues
{
    /// <summary>A value as text; null when there is none, or when it is a list or a table.</summary>
    public static string? Text(this IReadOnlyDictionary<string, object?> headers, string name) =>
        headers.TryGetValue(name, out var value) ? Text(value) : null;

    /// <summary>A value as a number; 0 when it is none.</summary>
    public static int Number(this IReadOnlyDictionary<string, object?> headers, string name) =>
        int.TryParse(headers.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Math.Max(0, number)
            : 0;

    /// <summary>A value as text.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        DateTime time => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        IDictionary or IList => null,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>A moment in UTC; null when it is none that a message can have failed at.</summary>
    public static DateTime? Time(object? value, DateTime now)
    {
        DateTime? time = value is AmqpTimestamp timestamp
            ? timestamp.UnixTime is > 0 and < 253_402_300_800 ? DateTime.UnixEpoch.AddSeconds(timestamp.UnixTime) : null
            : DateTimeOffset.TryParse(Text(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed)
                ? parsed.UtcDateTime
                : null;
        return time is { } known && known > DateTime.UnixEpoch && known < now.AddDays(1)
            ? new DateTime(known.Ticks - known.Ticks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc) // PostgreSQL's precision
            : null;
    }
}
