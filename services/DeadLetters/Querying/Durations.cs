using System.Text;

namespace Microservices.DeadLetters.Querying;

/// <summary>Reads and writes durations such as <c>1d12h</c>.</summary>
internal static class Durations
{
    private static readonly (char Name, long Seconds)[] Units =
        [('w', 7 * 86_400), ('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

    /// <summary>Reads numbers with a unit each: s, m, h, d, w.</summary>
    /// <returns>Whether it is a duration of at most <see cref="QueryLimits.AgeDays"/>.</returns>
    internal static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var total = 0L;
        var start = 0;
        while (start < text.Length)
        {
            var end = start;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            // Nine digits of weeks do not overflow.
            if (end == start || end - start > 9 || end == text.Length || SecondsOf(text[end]) is not { } seconds)
                return false;

            total += long.Parse(text.AsSpan(start, end - start), CultureInfo.InvariantCulture) * seconds;
            if (total > QueryLimits.AgeDays * 86_400L)
                return false;
            start = end + 1;
        }

        duration = TimeSpan.FromSeconds(total);
        return text.Length > 0;
    }

    /// <summary>Writes whole seconds in the largest units, weeks left out.</summary>
    internal static string Print(TimeSpan duration)
    {
        var rest = (long)duration.TotalSeconds;
        if (rest == 0)
            return "0s";

        var text = new StringBuilder();
        foreach (var (name, seconds) in Units[1..])
        {
            if (rest / seconds is var count and > 0)
                text.Append(CultureInfo.InvariantCulture, $"{count}{name}");
            rest %= seconds;
        }

        return text.ToString();
    }

    private static long? SecondsOf(char name)
    {
        foreach (var unit in Units)
        {
            if (unit.Name == char.ToLowerInvariant(name))
                return unit.Seconds;
        }

        return null;
    }
}
