using Microservices.DeadLetters.Replay.Requests;

namespace Microservices.DeadLetters.Reading.Letters;

/// <summary>The place between two pages: the last dead letter of the one before.</summary>
/// <param name="FailedAt">When it failed last, in UTC.</param>
/// <param name="Id">Its number.</param>
/// <param name="Total">How many there were on the first page, which alone counts; null when they were too many to be counted.</param>
internal readonly record struct LetterCursor(DateTime FailedAt, long Id, int? Total)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{FailedAt.Ticks}.{Id}.{Total}");

    /// <summary>Reads one.</summary>
    /// <exception cref="ReplayRequestException">It is none.</exception>
    public static LetterCursor Parse(string cursor) =>
        cursor.Split('.') is [var ticks, var id, var total]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && (int.TryParse(total, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || total.Length == 0)
            ? new LetterCursor(new DateTime(at, DateTimeKind.Utc), number, total.Length == 0 ? null : count)
            : throw new ReplayRequestException("cursor", "must be the member next of a page");
}
