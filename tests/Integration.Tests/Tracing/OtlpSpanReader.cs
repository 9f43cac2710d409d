using System.Buffers.Binary;
using System.Text;

namespace Microservices.Integration.Tests.Tracing;

/// <summary>
/// Reads the few fields of an ExportTraceServiceRequest that the test needs; field numbers from
/// https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto.
/// </summary>
internal static class OtlpSpanReader
{
    public static IEnumerable<ReceivedSpan> Read(byte[] request)
    {
        foreach (var resourceSpans in Messages(request, field: 1))
        {
            var service = Messages(resourceSpans, 1).SelectMany(x => Messages(x, 1))
                .Where(x => Text(x, 1) == "service.name").SelectMany(x => Messages(x, 2)).Select(x => Text(x, 1)).FirstOrDefault("");
            foreach (var span in Messages(resourceSpans, 2).SelectMany(x => Messages(x, 2)))
            {
                yield return new ReceivedSpan(service, Text(span, 5), Hex(span, 1), Hex(span, 2), Hex(span, 4),
                    Number(span, 6), Messages(span, 9).Any(x => Text(x, 1).StartsWith("db.system", StringComparison.Ordinal)),
                    Fixed(span, 7), Fixed(span, 8));
            }
        }
    }

    private static IEnumerable<byte[]> Messages(byte[] message, int field) =>
        Fields(message).Where(x => x.Number == field && x.WireType == 2).Select(x => x.Value);

    private static string Text(byte[] message, int field) => Encoding.UTF8.GetString(Messages(message, field).FirstOrDefault([]));

    private static string Hex(byte[] message, int field) => Convert.ToHexStringLower(Messages(message, field).FirstOrDefault([]));

    private static int Number(byte[] message, int field)
    {
        var position = 0;
        var value = Fields(message).FirstOrDefault(x => x.Number == field && x.WireType == 0).Value;
        return value is null ? 0 : (int)Varint(value, ref position);
    }

    private static ulong Fixed(byte[] message, int field) => BinaryPrimitives.ReadUInt64LittleEndian(
        Fields(message).First(x => x.Number == field && x.WireType == 1).Value);

    private static IEnumerable<(int Number, int WireType, byte[] Value)> Fields(byte[] message)
    {
        var position = 0;
        while (position < message.Length)
        {
            var tag = Varint(message, ref position);
            var wireType = (int)(tag & 7);
            var start = position;
            var length = wireType switch
            {
                0 => SkipVarint(message, ref position, ref start),
                1 => 8,
                2 => (int)Varint(message, ref position),
                5 => 4,
                _ => throw new InvalidDataException($"Wire type {wireType} is not part of protobuf.")
            };
            if (wireType == 2)
                start = position;

            yield return ((int)(tag >> 3), wireType, message[start..(start + length)]);
            position = start + length;
        }
    }

    private static int SkipVarint(byte[] message, ref int position, ref int start)
    {
        start = position;
        Varint(message, ref position);
        return position - start;
    }

    private static ulong Varint(byte[] message, ref int position)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[position++];
            value |= (ulong)(part & 0x7F) << shift;
            if ((part & 0x80) == 0)
                return value;
        }
    }
}
