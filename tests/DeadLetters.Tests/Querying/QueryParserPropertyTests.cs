using CsCheck;
using Microservices.DeadLetters.Querying;

namespace Microservices.DeadLetters.Tests.Querying;

public class QueryParserPropertyTests
{
    private const int Samples = 20_000;

    // Pure noise hardly ever gets past the first colon: most samples are put together from what the language knows.
    private static readonly Gen<string> Piece = Gen.Frequency(
        (6, Gen.OneOf([.. QueryKeys.All.Select(key => key.Name.Split('<')[0] + ":")])),
        (4, Gen.OneOf([.. QueryKeys.All.Select(key => key.Example)])),
        (6, Gen.OneOf("-", "\"", "\\", "*", ",", ":", ">", "<", ">=", "=", ".", " ", " ", " ", "body.", "\t")),
        (3, Gen.OneOf("1h", "2d", "3", "2026-11-01", "open", "archived", "fault", "orderId", "%", "_", "\u00e9", "😀", "\0")),
        (2, Gen.String[0, 6]),
        (1, Gen.Char.Select(character => character.ToString())));

    private static readonly Gen<string> AnyQuery = Gen.Frequency(
        (8, Piece.Array[0, 12].Select(string.Concat)),
        (1, Gen.String));

    [Fact]
    public void Should_read_any_text_or_point_into_it() => AnyQuery.Sample(text =>
    {
        try
        {
            QueryParser.Parse(text);
        }
        catch (QueryException exception)
        {
            exception.Column.ShouldBeInRange(1, text.Length);
        }
    }, iter: Samples);

    [Fact]
    public void Should_mean_the_same_when_printed_and_read_again()
    {
        var read = 0;
        AnyQuery.Sample(text =>
        {
            if (TryParse(text) is not { } query || query.ToString().Length > QueryLimits.Length)
                return;

            Interlocked.Increment(ref read);
            var printed = query.ToString();
            var again = QueryParser.Parse(printed);
            again.ShouldBe(query, $"'{text}' printed as '{printed}'");
            again.ToString().ShouldBe(printed);
        }, iter: Samples);

        read.ShouldBeGreaterThan(Samples / 20, "too few of the texts were queries");
    }

    private static DeadLetterQuery? TryParse(string text)
    {
        try
        {
            return QueryParser.Parse(text);
        }
        catch (QueryException)
        {
            return null;
        }
    }
}
