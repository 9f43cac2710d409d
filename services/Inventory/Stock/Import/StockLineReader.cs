using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;

namespace Microservices.Inventory.Stock.Import;

/// <summary>Cuts a stream into lines in constant memory, whatever the stream holds.</summary>
internal static class StockLineReader
{
    /// <summary>Room for a SKU, a number and some columns more.</summary>
    internal const int MaxLineBytes = 4096;

    /// <summary>Reads the lines.</summary>
    /// <param name="reader">The stream.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Each line with its number, without its end; <see langword="null"/> for one that is too long.</returns>
    internal static async IAsyncEnumerable<(long Number, string? Text)> ReadAsync(
        PipeReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        var isTooLong = false;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            try
            {
                while (buffer.PositionOf((byte)'\n') is { } end)
                {
                    var line = buffer.Slice(0, end);
                    buffer = buffer.Slice(buffer.GetPosition(1, end));
                    yield return (++number, isTooLong || line.Length > MaxLineBytes ? null : Decode(line, number));
                    isTooLong = false;
                }

                if (result.IsCompleted)
                {
                    if (!buffer.IsEmpty || isTooLong)
                        yield return (++number, isTooLong || buffer.Length > MaxLineBytes ? null : Decode(buffer, number));
                    yield break;
                }

                if (buffer.Length > MaxLineBytes)
                {
                    isTooLong = true;
                    buffer = buffer.Slice(buffer.End);
                }
            }
            finally
            {
                // However the caller leaves: the server closes a connection whose reader was left in the middle, and the
                // client's next request on it fails.
                reader.AdvanceTo(buffer.Start, buffer.End);
            }
        }
    }

    // What is not UTF-8 becomes U+FFFD, which is refused line by line.
    private static string Decode(ReadOnlySequence<byte> line, long number)
    {
        var text = Encoding.UTF8.GetString(line).TrimEnd('\r');
        return number == 1 ? text.TrimStart('\uFEFF') : text;
    }
}
