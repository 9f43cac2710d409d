namespace Microservices.Orders.Import;

/// <summary>What an import had to guess: stable codes, part of the HTTP interface.</summary>
internal static class Guesses
{
    /// <summary>The order's date has no time of day: midnight is taken.</summary>
    internal const string TimeMissing = "time-missing";

    /// <summary>The clocks went back, and the order's time was twice: the first is taken.</summary>
    internal const string TimeTwice = "time-twice";

    /// <summary>The clocks went forward, and the order's time never was: the offset of before is taken.</summary>
    internal const string TimeSkipped = "time-skipped";

    /// <summary>A line is the header once more, as in a joined file: it is skipped. Counted per line.</summary>
    internal const string HeaderRepeated = "header-repeated";
}
