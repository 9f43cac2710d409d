using System.Text;
using Microservices.Orders.Validation;

namespace Microservices.Orders.Import;

/// <summary>
/// Reads a CSV record by record with the line numbers of the file, in a buffer of fixed size. A record that cannot be
/// read costs its first line and no more: reading goes on at the next line, so that a quote that never closes does not
/// swallow the good lines behind it.
/// </summary>
internal sealed class CsvReader(Stream stream, int maxRecordBytes)
{
    private const int PreviewLength = 200;
    private readonly ByteWindow _window = new(stream, maxRecordBytes);
    private long _line = 1;
    private bool _isSkipping;

    internal long BytesRead => _window.BytesRead;

    /// <summary>
    /// Shows what the file begins with, made printable; to be called before the first record is read.
    /// </summary>
    internal async ValueTask<string> PeekAsync(CancellationToken cancellationToken)
    {
        while (_window.Bytes.Length <= PreviewLength && _window.Bytes.Span.IndexOf((byte)'\n') < 0
            && await _window.ReadMoreAsync(cancellationToken))
        {
            // The first line is not at hand yet.
        }

        if (_window.Bytes.Span.StartsWith(Encoding.UTF8.Preamble))
            _window.Advance(Encoding.UTF8.Preamble.Length);

        var bytes = _window.Bytes.Span;
        if (bytes.IsEmpty)
            return "nothing, the file is empty";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return "text in UTF-16, where UTF-8 is needed";

        var end = bytes.IndexOf((byte)'\n') is var length and >= 0 ? length : bytes.Length;
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(end, PreviewLength)]).TrimEnd('\r');
        return string.Concat(text.Select(c => char.IsControl(c) ? '·' : c)) + (end > PreviewLength ? "…" : "");
    }

    /// <summary>Reads the next record that is not blank.</summary>
    /// <returns><see langword="false"/> at the end.</returns>
    internal async ValueTask<bool> ReadAsync(CsvRecord record, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_window.Bytes.IsEmpty && !await _window.ReadMoreAsync(cancellationToken))
                return false;
            if (_isSkipping)
                SkipLine();
            else if (!TryRead(record))
                await _window.ReadMoreAsync(cancellationToken);
            else if (!record.IsBlank)
                return true;
        }
    }

    // False if the record may go on beyond what is at hand.
    private bool TryRead(CsvRecord record)
    {
        var bytes = _window.Bytes.Span;
        var isLast = _window.IsLast && bytes.Length <= maxRecordBytes;
        var limited = bytes[..Math.Min(bytes.Length, maxRecordBytes)];
        record.Fields.Clear();
        record.Fault = null;
        record.FirstLine = record.LastLine = _line;

        var scanner = new CsvScanner(limited, isLast, record);
        var end = scanner.Scan();
        if (end == CsvScanEnd.Complete)
        {
            var taken = limited[..scanner.Length];
            var lineFeeds = taken.Count((byte)'\n');
            record.LastLine = _line + lineFeeds - (taken[^1] == '\n' ? 1 : 0);
            _line += lineFeeds;
            _window.Advance(taken.Length);
            return true;
        }

        if ((end is CsvScanEnd.OpenQuote or CsvScanEnd.TooLong) && !_window.IsLast && bytes.Length <= maxRecordBytes)
            return false;

        var quoteLine = _line + limited[..scanner.QuoteAt].Count((byte)'\n');
        record.Fault = Describe(end, end == CsvScanEnd.TooLong ? _line : quoteLine);
        _isSkipping = true;
        SkipLine();
        return true;
    }

    // Takes the rest of the line, as far as it is at hand.
    private void SkipLine()
    {
        var bytes = _window.Bytes.Span;
        var length = bytes.IndexOf((byte)'\n');
        if (length < 0)
        {
            _window.Advance(bytes.Length);
            return;
        }

        _window.Advance(length + 1);
        _line++;
        _isSkipping = false;
    }

    private CsvFault Describe(CsvScanEnd end, long line) => new(Reasons.MalformedCsv, end switch
    {
        CsvScanEnd.OpenQuote => $"a quote opens and does not close within {maxRecordBytes} bytes or the file",
        CsvScanEnd.TextAfterQuote => "a quoted field is followed by text; a quote within it must be doubled",
        CsvScanEnd.BareQuote => "a quote stands in a field that does not begin with one; quote the field and double it",
        _ => $"the record is longer than {maxRecordBytes} bytes",
    }, line);
}
