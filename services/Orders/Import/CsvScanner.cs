using System.Text;
using Microservices.Orders.Validation;

namespace Microservices.Orders.Import;

/// <summary>Takes one record apart, by RFC 4180 and no more lenient: a guess here would be money there.</summary>
internal ref struct CsvScanner(ReadOnlySpan<byte> bytes, bool isLast, CsvRecord record)
{
    private const byte Quote = (byte)'"';
    private const byte Comma = (byte)',';
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true);

    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    // A file that was joined from several has a byte order mark at the start of each. Before a quote it is part of the quoted text,
    // as it is part of a text without quotes: whoever reads the text decides about it.
    private int _marks;

    /// <summary>Where the quoted field began that the record failed at.</summary>
    internal int QuoteAt { get; private set; }

    /// <summary>How many bytes the record has, its line end included, when it is complete.</summary>
    internal readonly int Length => _position;

    internal CsvScanEnd Scan()
    {
        var marks = 0;
        while (_bytes[(marks * Mark.Length)..].StartsWith(Mark))
            marks++;
        if (_bytes[(marks * Mark.Length)..] is [Quote, ..])
        {
            _marks = marks;
            _position = marks * Mark.Length;
        }

        while (true)
        {
            var end = _position < _bytes.Length && _bytes[_position] == Quote ? ScanQuoted() : ScanPlain();
            if (end is { } failed)
                return failed;
            if (_position == _bytes.Length)
                return isLast ? CsvScanEnd.Complete : CsvScanEnd.TooLong;
            if (_bytes[_position++] == LineFeed)
                return CsvScanEnd.Complete;
            // A comma: another field follows, be it an empty one at the very end.
        }
    }

    // Both leave the position at the comma, at the line feed, or at the end.
    private CsvScanEnd? ScanPlain()
    {
        var rest = _bytes[_position..];
        var length = rest.IndexOfAny(Comma, LineFeed, Quote);
        if (length < 0)
            length = rest.Length;
        else if (rest[length] == Quote)
        {
            QuoteAt = _position + length;
            return CsvScanEnd.BareQuote;
        }

        var field = rest[..length];
        _position += length;
        var endsLine = _position == _bytes.Length || _bytes[_position] == LineFeed;
        Add(endsLine && field is [.., CarriageReturn] ? field[..^1] : field);
        return null;
    }

    private CsvScanEnd? ScanQuoted()
    {
        QuoteAt = _position;
        var start = ++_position;
        var hasEscapes = false;
        while (true)
        {
            var length = _bytes[_position..].IndexOf(Quote);
            if (length < 0)
                return CsvScanEnd.OpenQuote;

            _position += length + 1;
            if (_position == _bytes.Length || _bytes[_position] != Quote)
                break;
            hasEscapes = true;
            _position++;
        }

        var field = _bytes[start..(_position - 1)];
        if (_bytes[_position..] is [CarriageReturn, LineFeed, ..] or [CarriageReturn])
            _position++;
        if (_position < _bytes.Length && _bytes[_position] is not (Comma or LineFeed))
            return CsvScanEnd.TextAfterQuote;

        Add(field, hasEscapes);
        return null;
    }

    private readonly void Add(ReadOnlySpan<byte> field, bool hasEscapes = false)
    {
        try
        {
            var text = Strict.GetString(field);
            if (record.Fields.Count == 0 && _marks > 0)
                text = new string('\uFEFF', _marks) + text;
            record.Fields.Add(hasEscapes ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text);
        }
        catch (DecoderFallbackException exception)
        {
            var wrong = exception.BytesUnknown is [var first, ..] ? $" (byte 0x{first:X2})" : "";
            record.Fault ??= new CsvFault(Reasons.EncodingNotUtf8,
                $"field {record.Fields.Count + 1} is not UTF-8{wrong}",
                record.FirstLine);
            record.Fields.Add(null);
        }
    }
}
