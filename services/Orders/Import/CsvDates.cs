using Contracts.Rules;
using Microservices.Orders.Validation;

namespace Microservices.Orders.Import;

/// <summary>Reads the dates of a CSV, as the options say they are written. The lines of one order share theirs.</summary>
internal sealed class CsvDates(ImportOptions options)
{
    private string? _lastText;
    private DateTimeOffset? _lastInstant;

    /// <summary>What was guessed about the date that was read last, by <see cref="Guesses"/>, if anything.</summary>
    internal string? Guess { get; private set; }

    internal DateTimeOffset? Read(string? text, ViolationList violations)
    {
        if (text is not null && text == _lastText)
            return _lastInstant;

        (_lastText, Guess) = (null, null);
        if (string.IsNullOrEmpty(text))
        {
            violations.Add("confirmedAt", Reasons.DateMissing, "is required");
            return null;
        }

        if (ReadInstant(text) is not { } read)
        {
            violations.Add("confirmedAt", Reasons.DateInvalid, Expected(text), text);
            return null;
        }

        (_lastText, _lastInstant) = (text, read);
        return read;
    }

    private DateTimeOffset? ReadInstant(string text)
    {
        var hasTime = options.DateFormat?.HasTime ?? text.Length > "yyyy-MM-dd".Length;
        var reading = options.DateFormat is { } format ? format.Read(text, out var instant) : Instants.ReadFinely(text, out instant);
        switch (reading)
        {
            case InstantReading.Zoned:
                return instant.ToUniversalTime();
            case InstantReading.Local:
                var read = ShopClock.ToUtc(instant.DateTime, options.TimeZone, out var change);
                Guess = hasTime ? change : Guesses.TimeMissing;
                return read;
            default:
                return null;
        }
    }

    private string Expected(string text)
    {
        if (options.DateFormat is { } format)
            return $"must be a date as dateFormat says, such as {format.Example}";

        // Month first in one country, day first in the next: a wrong guess would only show when the day is above 12.
        var isOrderUnclear = text.Length > 2 && char.IsAsciiDigit(text[0]) && text.AsSpan(1, 2).IndexOfAny("./-") >= 0;
        return isOrderUnclear
            ? "does not say which number is the day and which the month; say it with dateFormat, such as dateFormat=M/d/yyyy"
            : "must be a date such as 2010-12-01 08:26:00; another format is told with dateFormat, such as dateFormat=M/d/yyyy";
    }
}
