namespace Microservices.DeadLetters.Reading;

/// <summary>SQLite gives times back without saying that they are UTC.</summary>
internal static class Utc
{
    public static DateTime Of(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc);

    public static DateTime? Of(DateTime? time) => time is { } known ? Of(known) : null;
}
