using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Microservices.DeadLetters.Archive.Transfer;

/// <summary>Cuts a stream into lines, without holding more than one of them.</summary>
internal static class LineReader
{
    /// <summary>RabbitMQ takes messages up to 16 MiB by default, which are 22 in Base64; attempts and headers come on top.</summary>
    public const int LongestLine = 64 * 1024 * 1024;

    /// <summary>Reads lines with their numbers, from 1.</summary>
    /// <returns>The lines; null for one that is too long, after which reading goes on.</returns>
    public static async IAsyncEnumerable<(long Number, byte[]? Line)> ReadAsync(
        PipeReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 1L;
        var isTooLong = false;
        var searched = 0L; // bytes of an unfinished line, which are not searched again with each read
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            while (buffer.Slice(searched).PositionOf((byte)'\n') is { } end)
            {
                yield return (number++, isTooLong ? null : buffer.Slice(0, end).ToArray());
                isTooLong = false;
                searched = 0;
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            if (result.IsCompleted)
            {
                if (isTooLong || buffer.Length > 0)
                    yield return (number, isTooLong ? null : buffer.ToArray());
                reader.AdvanceTo(buffer.End);
                yield break;
            }

            if (isTooLong || buffer.Length > LongestLine)
            {
                isTooLong = true;
                buffer = buffer.Slice(buffer.End);
            }

            searched = buffer.Length;
            reader.AdvanceTo(buffer.Start, result.Buffer.End);
        }
    }
}

/// <summary>How lines are written and read.</summary>
internal static class LineJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
    };
}
