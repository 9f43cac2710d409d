namespace Microservices.DeadLetters.Components.Support;

/// <summary>Times, numbers and names as people read them.</summary>
internal static class Wording
{
    private const int MinutesOfHour = 60;
    private const int HoursShown = 48;

    /// <summary>How long ago, in one unit.</summary>
    public static string Ago(DateTime at, DateTime now) => (now - at) switch
    {
        { TotalSeconds: < 1 } => "now",
        var age => $"{Span(age)} ago",
    };

    /// <summary>A time span in one unit.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < MinutesOfHour } => Text($"{Math.Max(1, (int)span.TotalSeconds)} s"),
        { TotalMinutes: < MinutesOfHour } => Text($"{(int)span.TotalMinutes} min"),
        { TotalHours: < HoursShown } => Text($"{(int)span.TotalHours} h"),
        _ => Text($"{(int)span.TotalDays} d"),
    };

    /// <summary>A time in full.</summary>
    public static string Full(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A number with separators.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number of things.</summary>
    public static string Count(long number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";

    /// <summary>A type without its namespace, or the last part of a URN.</summary>
    public static string Short(string? type) => type is null ? "" : type[(type.LastIndexOfAny(['.', ':']) + 1)..];

    /// <summary>A value such as <c>failed_again</c>, in words.</summary>
    public static string Words(string value) => value.Replace('_', ' ');

    /// <summary>A reason that begins in small letters, as a sentence.</summary>
    public static string Sentence(string text) => text.Length == 0
        ? text
        : $"{char.ToUpperInvariant(text[0])}{text[1..].TrimEnd('.')}.";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
