using Microservices.DeadLetters.Querying;
using Microservices.DeadLetters.Querying.Terms;

namespace Microservices.DeadLetters.Tests.Querying;

public class QueryTextTests
{
    [Theory]
    [InlineData("a*b", "a%b", true)]
    [InlineData("100%_", "100\\%\\_", false)]
    [InlineData("a\\*", "a*", false)]
    [InlineData("C:\\temp", "C:\\\\temp", false)]
    [InlineData("\\\\*", "\\\\%", true)]
    public void Should_escape_what_like_takes_for_a_wildcard(string query, string like, bool hasWildcard)
    {
        var text = Read(query);

        text.ToLike().ShouldBe(like);
        text.HasWildcard.ShouldBe(hasWildcard);
    }

    [Theory]
    [InlineData("OPEN", "open", true)]
    [InlineData("*", "open", true)]
    [InlineData("o*n", "open", true)]
    [InlineData("*e*", "open", true)]
    [InlineData("o", "open", false)]
    [InlineData("*x", "open", false)]
    [InlineData("opens", "open", false)]
    [InlineData("\\*", "open", false)]
    public void Should_match_known_names(string query, string name, bool matches) =>
        Read(query).Matches(name).ShouldBe(matches);

    [Fact]
    public void Should_be_equal_when_it_means_the_same()
    {
        Read("a**").ShouldBe(Read("\"a*\""));
        Read("a\\*").ShouldBe(QueryTextBuilder.Literal("a*"));
        Read("a\\*").Literal.ShouldBe("a*");
        Read("a*").ShouldNotBe(Read("a\\*"));
    }

    private static QueryText Read(string value) =>
        QueryParser.Parse($"msg:{value}").Terms.ShouldHaveSingleItem().ShouldBeOfType<TextTerm>().Values[0];
}
