using System.IO.Pipelines;
using System.Text;
using Microservices.Inventory.Stock.Import;

namespace Microservices.Inventory.Tests.Stock;

public sealed class StockLineReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Should_cut_lines_wherever_the_stream_breaks(int chunk)
    {
        var tooLong = new string('x', StockLineReader.MaxLineBytes + 1);
        var text = $"\uFEFFone\r\ntwo\n\n{tooLong}\nfi\u00e4ve\nsix";

        var lines = await ReadAsync(Encoding.UTF8.GetBytes(text), chunk);

        lines.ShouldBe([(1, "one"), (2, "two"), (3, ""), (4, null), (5, "fi\u00e4ve"), (6, "six")]);
    }

    [Fact]
    public async Task Should_hold_no_more_than_a_line_of_an_endless_one()
    {
        var lines = await ReadAsync(new byte[50_000_000], chunk: 65_536);

        lines.ShouldBe([(1L, null)]);
    }

    [Fact]
    public async Task Should_mark_what_is_not_utf8() =>
        (await ReadAsync([(byte)'a', 0xA3, (byte)'\n'], chunk: 100)).ShouldBe([(1L, "a\uFFFD")]);

    private static async Task<List<(long, string?)>> ReadAsync(byte[] bytes, int chunk)
    {
        var pipe = new Pipe();
        var writing = Task.Run(async () =>
        {
            foreach (var part in bytes.Chunk(chunk))
                await pipe.Writer.WriteAsync(part, TestContext.Current.CancellationToken);
            await pipe.Writer.CompleteAsync();
        }, TestContext.Current.CancellationToken);

        var lines = new List<(long, string?)>();
        await foreach (var line in StockLineReader.ReadAsync(pipe.Reader, TestContext.Current.CancellationToken))
            lines.Add(line);
        await writing;
        return lines;
    }
}
