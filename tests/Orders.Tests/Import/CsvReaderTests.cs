using System.Text;
using Microservices.Orders.Import;

namespace Microservices.Orders.Tests.Import;

public class CsvReaderTests
{
    [Theory]
    [InlineData("a,b,c", "1-1 a|b|c")]
    [InlineData("a,b\nc,d\n", "1-1 a|b;2-2 c|d")]
    [InlineData("a,b\r\nc,d\r\n", "1-1 a|b;2-2 c|d")]
    [InlineData("a,b\r\nc,d\r", "1-1 a|b;2-2 c|d")]
    [InlineData("a,,\n,b,", "1-1 a||;2-2 |b|")]
    [InlineData("\n\r\na\n  \n,,\nb", "3-3 a;6-6 b")]
    [InlineData("\"a,b\",c", "1-1 a,b|c")]
    [InlineData("\"say \"\"hi\"\"\",c\r\n", "1-1 say \"hi\"|c")]
    [InlineData("\"\",\"\"\"\"\nx", "1-1 |\";2-2 x")]
    [InlineData("\"a\nb\",c\nd", "1-2 a\nb|c;3-3 d")]
    [InlineData("\"a\r\nb\r\nc\"\r\nd", "1-3 a\r\nb\r\nc;4-4 d")]
    [InlineData("£,日本,😀\n", "1-1 £|日本|😀")]
    [InlineData(" a , b \n", "1-1  a | b ")]
    [InlineData("a,b\n\uFEFF\"c\",d\r\n\uFEFF\uFEFF\n\uFEFF\"e\nf\"\n\uFEFF", "1-1 a|b;2-2 \uFEFFc|d;4-5 \uFEFFe\nf")]
    public async Task Should_read_records_with_their_lines(string text, string expected) =>
        string.Join(';', await ReadAsync(Encoding.UTF8.GetBytes(text))).ShouldBe(expected);

    [Theory]
    [InlineData("a,\"b\nc,d\ne,f", "1-1 a ! malformed-csv@1;2-2 c|d;3-3 e|f")]
    [InlineData("a,\"b\nc,\"d,e\"\nf,g", "1-1 a ! malformed-csv@1;2-2 c|d,e;3-3 f|g")]
    [InlineData("a,\"b\"c\nd,e", "1-1 a ! malformed-csv@1;2-2 d|e")]
    [InlineData("a,b\"c\nd,e", "1-1 a ! malformed-csv@1;2-2 d|e")]
    [InlineData("a,b\nc,\"d", "1-1 a|b;2-2 c ! malformed-csv@2")]
    [InlineData("\"a\nb\",\"c\nd,e", "1-1 a\nb ! malformed-csv@2;2-2  ! malformed-csv@2;3-3 d|e")]
    [InlineData("a\"\n\uFEFF\"b\"", "1-1  ! malformed-csv@1;2-2 \uFEFFb")]
    public async Task Should_give_up_one_line_where_a_quote_is_wrong(string text, string expected) =>
        string.Join(';', await ReadAsync(Encoding.UTF8.GetBytes(text))).ShouldBe(expected);

    [Fact]
    public async Task Should_bound_a_quote_that_never_closes()
    {
        var lines = Enumerable.Range(2, 5000).Select(i => $"row {i},x");
        var records = await ReadAsync(Encoding.UTF8.GetBytes("a,\"b\n" + string.Join('\n', lines)),
            maxRecordBytes: 512);

        records[0].ShouldBe("1-1 a ! malformed-csv@1");
        records.Count.ShouldBe(5001);
        records[^1].ShouldBe("5001-5001 row 5001|x");
    }

    [Fact]
    public async Task Should_bound_a_line_that_never_ends()
    {
        var records = await ReadAsync(Encoding.UTF8.GetBytes("a," + new string('x', 100_000) + "\nb,c"),
            maxRecordBytes: 512);

        records.Count.ShouldBe(2);
        records[0].ShouldEndWith("malformed-csv@1");
        records[1].ShouldBe("2-2 b|c");
    }

    [Fact]
    public async Task Should_tell_bytes_that_are_not_utf8()
    {
        var records = await ReadAsync(Encoding.Latin1.GetBytes("a,b\nc,£20,d\n\"£\",x\ne,f"));

        string.Join(';', records).ShouldBe(
            "1-1 a|b;2-2 c|<null>|d ! encoding-not-utf8@2;3-3 <null>|x ! encoding-not-utf8@3;4-4 e|f");
    }

    [Fact]
    public async Task Should_skip_a_byte_order_mark()
    {
        var reader = new CsvReader(new MemoryStream([.. Encoding.UTF8.Preamble, .. "a,b"u8]), 512);
        var record = new CsvRecord();

        (await reader.PeekAsync(TestContext.Current.CancellationToken)).ShouldBe("a,b");
        await reader.ReadAsync(record, TestContext.Current.CancellationToken);
        record.Fields.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Should_agree_with_a_reader_of_whole_texts()
    {
        var random = new Random(20260501);
        for (var round = 0; round < 300; round++)
        {
            var rows = Enumerable.Range(0, random.Next(1, 8)).Select(_ =>
                Enumerable.Range(0, random.Next(2, 5)).Select(_ =>
                    RandomField(random)).Append("end").ToArray()).ToList();
            var text = string.Concat(rows.Select(row =>
                string.Join(',', row.Select(Quote)) + (random.Next(2) == 0 ? "\n" : "\r\n")));

            var records = await ReadAsync(Encoding.UTF8.GetBytes(text));

            records.Select(record => record[(record.IndexOf(' ') + 1)..]).ShouldBe(rows.Select(row =>
                string.Join('|', row)), text);
        }
    }

    private static string RandomField(Random random)
    {
        const string Alphabet = "ab,\"\n £";
        return new string([.. Enumerable.Range(0, random.Next(0, 6)).Select(_ =>
            Alphabet[random.Next(Alphabet.Length)])]);
    }

    private static string Quote(string field) => field.AsSpan().IndexOfAny(",\"\n") >= 0
        ? $"\"{field.Replace("\"", "\"\"")}\""
        : field;

    private static async Task<List<string>> ReadAsync(byte[] bytes, int maxRecordBytes = 512)
    {
        await using var stream = new TrickleStream(bytes, 3);
        var reader = new CsvReader(stream, maxRecordBytes);
        var record = new CsvRecord();
        var records = new List<string>();
        while (await reader.ReadAsync(record, TestContext.Current.CancellationToken))
        {
            var fault = record.Fault is { } found ? $" ! {found.Code}@{found.Line}" : "";
            records.Add($"{record.FirstLine}-{record.LastLine} {string.Join('|', record.Fields.Select(f => f ?? "<null>"))}{fault}");
        }

        return records;
    }
}
