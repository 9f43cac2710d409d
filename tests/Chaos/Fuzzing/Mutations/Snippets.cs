using System.Text;

namespace Microservices.Chaos.Fuzzing.Mutations;

/// <summary>Things that programs get wrong.</summary>
internal static class Snippets
{
    /// <summary>JSON values, and some that are none.</summary>
    public static IReadOnlyList<string> Json { get; } =
    [
        "null", "true", "0", "-0", "-1", "1e400000", "-1E-99999", "9223372036854775808", "79228162514264337593543950336", "0.1000000000000000000000001",
        "NaN", "1.", "01", "[]", "{}", "[null]", "{\"\":null}", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\uFEFF\"",
        "\"é\u0301 😀 \u202E\"", "\"a\\r\\nBcc: x@example.test\"", "\"<script>alert(1)</script>\"", "\"'; DROP TABLE orders; --\"", "\"%s%n{0}\"",
        "\"2026-02-30T25:61:00Z\"", "\"9999-12-31T23:59:59.9999999+14:00\"", "\"0001-01-01T00:00:00\"", "\"00000000-0000-0000-0000-000000000000\"",
        "\"{22222222222222222222222222222222}\"", "\"a@b\"", "\"a@[127.0.0.1]\"", "\"@\"", "\"xx-XX\"", "\"zz\"", "\"GBP\"", "\"XXX\"", "\"BHD\"",
        "\"urn:message:Contracts.Orders:OrderConfirmed\"", "\"urn:message:\"", "\"rabbitmq://localhost/x?bind=true&queue=y\"", "\"../../etc/passwd\"",
        Quoted("x", 300), Quoted("é", 5_000), Nested("[", "]", 70), Nested("{\"a\":", "}", 400), $"[{string.Join(',', Enumerable.Repeat("1", 3_000))}]",
    ];

    /// <summary>Names of members.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["\"\"", "\"ORDERID\"", "\"orderId\"", "\"order_id\"", "\"message\"", "\"$type\"", "\"__proto__\"", "\"\\u0000\"", "\"\\ud800\"", Quoted("n", 2_000)];

    /// <summary>Fields of a CSV.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        "", " ", "\"", "\"\"", "\"a\"b", "a\"b\"", "\"a,b\"", "\"a\r\nb\"", "\"a", "-1", "0", "1.5", "1e3", "99999999999999999999", "79228162514264337593543950336",
        "0.001", "1,20", "=1+1", "\0", "\uFEFF", "2026-02-30 00:00:00", "9999-12-31 23:59:59", "2026-03-29 01:30:00", "C536365", "EIRE", "Unspecified",
        "<b>", "{CustomerID}", "é😀", new string('x', 5_000),
    ];

    /// <summary>Parts of queries. Written out: the harness shares no code with the services.</summary>
    public static IReadOnlyList<string> Query { get; } =
    [
        "queue:", "source:", "ex:", "msg:", "frame:", "type:", "messageId:", "correlationId:", "traceId:", "reason:", "status:", "age:", "failed:", "attempts:",
        "replays:", "id:", "group:", "body.", "body.orderId:", "body.lines.sku:", "body.a.b.c.d.e.f.g.h:", "-", "--", "\"", "\\", "*", "**", ",", ":", "::", ">", "<",
        ">=", "=", ".", " ", "\t", "\u00a0", "1h", "2d", "999999999999999999999d", "-1h", "2026-11-01", "2026-02-30", "open", "archived", "*confirmed",
        "9223372036854775808", "0", "%", "_", "'", "';--", "$1", "{0}", "\0", "\ud800", "😀", "é", "null", "true", "1e400", "\\u0000", "(", "OR", new string('a', 900),
    ];

    /// <summary>Bytes that decoders trip over.</summary>
    public static IReadOnlyList<byte[]> Bytes { get; } =
    [
        [0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xE2, 0x80, 0xA8], "\r"u8.ToArray(), "\n"u8.ToArray(),
        "\""u8.ToArray(), "\\"u8.ToArray(), ","u8.ToArray(), "}"u8.ToArray(), "]"u8.ToArray(), new byte[1_000],
    ];

    private static string Quoted(string text, int times) => $"\"{new StringBuilder().Insert(0, text, times)}\"";

    private static string Nested(string open, string close, int depth) =>
        string.Concat(Enumerable.Repeat(open, depth)) + (open.EndsWith(':') ? "1" : "") + string.Concat(Enumerable.Repeat(close, depth));
}
