using System.Text;

namespace Microservices.Orders.Import;

/// <summary>
/// Reads a file line by line in a buffer of fixed size; of a line beyond the limit only the number is told.
/// </summary>
internal sealed class NdJsonReader(Stream stream, int maxLineBytes)
{
    private const int PreviewLength = 200;
    private readonly ByteWindow _window = new(stream, maxLineBytes);
    private bool _isSkipping;

    internal long BytesRead => _window.BytesRead;

    /// <summary>Number of the line that was read last, from 1.</summary>
    internal long Line { get; private set; }

    /// <summary>Whether that line was longer than the limit.</summary>
    internal bool IsTooLong { get; private set; }

    /// <summary>Reads the next line that is not blank.</summary>
    /// <returns>The line, valid until the next call; <see langword="null"/> at the end.</returns>
    internal async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (_window.Bytes.Length <= maxLineBytes && _window.Bytes.Span.IndexOf((byte)'\n') < 0
                && await _window.ReadMoreAsync(cancellationToken))
            {
                // The line's end is not at hand yet.
            }

            if (_window.Bytes.IsEmpty)
                return null;
            if (TakeLine() is { } line && !IsBlank(line.Span))
                return line;
        }
    }

    /// <summary>Makes a line fit for an error message.</summary>
    internal static string Preview(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, PreviewLength)]);
        return string.Concat(text.Select(c => char.IsControl(c) ? '·' : c)) + (line.Length > PreviewLength ? "…" : "");
    }

    private ReadOnlyMemory<byte>? TakeLine()
    {
        var bytes = _window.Bytes;
        var length = bytes.Span.IndexOf((byte)'\n');
        var isWhole = length >= 0 || _window.IsLast;
        var line = bytes[..(length >= 0 ? length : bytes.Length)];
        _window.Advance(length >= 0 ? length + 1 : bytes.Length);

        var isRest = _isSkipping;
        _isSkipping = !isWhole;
        if (isRest)
            return null; // of a line that was reported when it began

        Line++;
        IsTooLong = !isWhole || line.Length > maxLineBytes;
        // A file that was joined from several has a mark at the start of each.
        return line.Span.StartsWith(Encoding.UTF8.Preamble) ? line[Encoding.UTF8.Preamble.Length..] : line;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r"u8) < 0;
}
