using System.IO.Pipelines;
using System.Text;
using Microservices.DeadLetters.Archive.Transfer;

namespace Microservices.DeadLetters.Tests.Archive;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "1:a")]
    [InlineData("a\nb\n", "1:a 2:b")]
    [InlineData("a\n\nb", "1:a 2: 3:b")]
    public async Task Should_number_the_lines(string text, string expected) =>
        (await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)))).ShouldBe(expected);

    [Fact]
    public async Task Should_go_on_after_a_line_that_is_too_long()
    {
        var bytes = new byte[LineReader.LongestLine + 100_000];
        Array.Fill(bytes, (byte)'x');
        "\nb\n"u8.CopyTo(bytes.AsSpan(bytes.Length - 3));

        (await ReadAsync(new MemoryStream(bytes))).ShouldBe("1:null 2:b");
    }

    private static async Task<string> ReadAsync(Stream stream)
    {
        List<string> lines = [];
        await foreach (var (number, line) in LineReader.ReadAsync(PipeReader.Create(stream), TestContext.Current.CancellationToken))
            lines.Add($"{number}:{(line is null ? "null" : Encoding.UTF8.GetString(line))}");
        return string.Join(' ', lines);
    }
}
