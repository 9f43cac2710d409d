using Microservices.DeadLetters.Querying;
using Microservices.DeadLetters.Querying.Terms;

namespace Microservices.DeadLetters.Tests.Querying;

public class QueryParserTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("queue:invoice", "queue:invoice")]
    [InlineData("  QUEUE:invoice   ex:Timeout* ", "queue:invoice ex:Timeout*")]
    [InlineData("-queue:a,b", "-queue:a,b")]
    [InlineData("queue:=a", "queue:=a")]
    [InlineData("msg:\"connection refused\"", "msg:\"connection refused\"")]
    [InlineData("msg:\"plain\"", "msg:plain")]
    [InlineData("msg:\"say \\\"hi\\\"\"", "msg:\"say \\\"hi\\\"\"")]
    [InlineData("msg:say\\\"hi", "msg:\"say\\\"hi\"")]
    [InlineData("msg:\"a,b\",c", "msg:\"a,b\",c")]
    [InlineData("msg:\\*", "msg:\\*")]
    [InlineData("msg:C:\\temp", "msg:C:\\\\temp")]
    [InlineData("ex:a**b", "ex:a*b")]
    [InlineData("ex:\"\"", "ex:\"\"")]
    [InlineData("ex:\">x\"", "ex:\">x\"")]
    [InlineData("type:urn:message:Contracts.Orders:OrderConfirmed", "type:urn:message:Contracts.Orders:OrderConfirmed")]
    [InlineData("status:*", "status:open,replaying,resolved,archived")]
    [InlineData("status:RE*", "status:replaying,resolved")]
    [InlineData("reason:delivery_limit", "reason:delivery_limit")]
    [InlineData("id:1,2", "id:1,2")]
    [InlineData("attempts:>3", "attempts:>3")]
    [InlineData("attempts:=3", "attempts:3")]
    [InlineData("replays:<=2", "replays:<=2")]
    [InlineData("age:>1h", "age:>1h")]
    [InlineData("age:<=90m", "age:<=1h30m")]
    [InlineData("age:>1w1d", "age:>8d")]
    [InlineData("failed:>2026-11-01", "failed:>2026-11-01")]
    [InlineData("failed:<2026-11-01T08:30:00+01:00", "failed:<2026-11-01T07:30:00Z")]
    [InlineData("failed:>=2026-11-01T08:30", "failed:>=2026-11-01T08:30:00Z")]
    [InlineData("body.customer.eMail:\"a b\"", "body.customer.eMail:\"a b\"")]
    [InlineData("Body.orderId:42", "body.orderId:42")]
    [InlineData("timeout", "timeout")]
    [InlineData("-timeout", "-timeout")]
    [InlineData("a,b", "a,b")]
    [InlineData("\"key:no\"", "\"key:no\"")]
    [InlineData("\"-x\"", "\"-x\"")]
    public void Should_read_and_print(string query, string printed) =>
        QueryParser.Parse(query).ToString().ShouldBe(printed);

    [Theory]
    [InlineData("queue:", 6, "nothing behind ':'")]
    [InlineData("queue: invoice", 6, "nothing behind ':'")]
    [InlineData("ex:x queue:a,", 13, "nothing behind ','")]
    [InlineData("queue:,a", 7, "','")]
    [InlineData("attempts:> 3", 10, "nothing behind '>'")]
    [InlineData("queu:invoice", 1, "'queu'")]
    [InlineData("ex:a :b", 6, "':'")]
    [InlineData("body:x", 1, "'body'")]
    [InlineData("body.:x", 5, "'.' with no name behind it")]
    [InlineData("body.a..b:x", 7, "'.' with no name behind it")]
    [InlineData("body.lines.*.sku:x", 12, "'*'")]
    [InlineData("body.a.b.c.d.e.f:x", 14, "one name too many")]
    [InlineData("body.a:x*", 8, "'x*'")]
    [InlineData("status:opn", 8, "'opn'")]
    [InlineData("status:open,opn", 13, "'opn'")]
    [InlineData("status:>open", 8, "'>'")]
    [InlineData("queue:<a", 7, "'<'")]
    [InlineData("attempts:many", 10, "'many'")]
    [InlineData("attempts:1*", 10, "'1*'")]
    [InlineData("attempts:>1,2", 12, "','")]
    [InlineData("id:99999999999999999999", 4, "'99999999999999999999'")]
    [InlineData("id:-1", 4, "'-1'")]
    [InlineData("age:1h", 5, "'1h'")]
    [InlineData("age:=1h", 5, "'='")]
    [InlineData("age:>1x", 6, "'1x'")]
    [InlineData("age:>h", 6, "'h'")]
    [InlineData("age:>999999999w", 6, "'999999999w'")]
    [InlineData("failed:>yesterday", 9, "'yesterday'")]
    [InlineData("failed:>2026-02-30", 9, "'2026-02-30'")]
    [InlineData("msg:\"open", 5, "a quote that is never closed")]
    [InlineData("msg:\"a\"b", 8, "'b'")]
    [InlineData("ab\"c", 3, "'\"'")]
    [InlineData("\"a\":b", 4, "':'")]
    [InlineData("\"\"", 1, "an empty text")]
    [InlineData("-", 1, "'-' with nothing behind it")]
    [InlineData("a - b", 3, "'-' with nothing behind it")]
    [InlineData("--a", 2, "a second '-'")]
    [InlineData("a\0", 2, "the character NUL")]
    public void Should_say_where_it_is_wrong(string query, int column, string found)
    {
        var exception = Should.Throw<QueryException>(() => QueryParser.Parse(query));

        exception.Column.ShouldBe(column);
        exception.Found.ShouldBe(found);
        exception.Expected.ShouldNotBeNullOrWhiteSpace();
        exception.Message.ShouldContain($"Column {column}: found {found}");
    }

    [Fact] // no theory: an attribute is stored as UTF-8, which has no half characters
    public void Should_refuse_half_a_character()
    {
        Should.Throw<QueryException>(() => QueryParser.Parse("ab\ud800")).Column.ShouldBe(3);
        Should.Throw<QueryException>(() => QueryParser.Parse("\udc00a")).Column.ShouldBe(1);
        QueryParser.Parse("a😀").Terms.Count.ShouldBe(1);
    }

    [Fact]
    public void Should_name_all_keys_when_one_is_unknown()
    {
        var exception = Should.Throw<QueryException>(() => QueryParser.Parse("colour:red"));

        foreach (var key in QueryKeys.All)
            exception.Expected.ShouldContain(key.Name);
    }

    [Fact]
    public void Should_refuse_what_is_too_large()
    {
        Should.Throw<QueryException>(() => QueryParser.Parse(new string('a', 2001))).Column.ShouldBe(2001);
        Should.Throw<QueryException>(() => QueryParser.Parse(string.Concat(Enumerable.Repeat("a ", 41)))).Column.ShouldBe(81);
        Should.Throw<QueryException>(() => QueryParser.Parse("id:" + string.Join(',', Enumerable.Repeat("1", 51))))
            .Column.ShouldBe(103);
    }

    [Fact]
    public void Should_look_only_at_what_is_unfinished_unless_status_is_named()
    {
        Effective("queue:a").ShouldBe("queue:a status:open,replaying");
        Effective("status:archived").ShouldBe("status:archived");
        Effective("-status:archived").ShouldBe("-status:archived");

        static string Effective(string query) => string.Join(' ', QueryParser.Parse(query).EffectiveTerms);
    }

    [Fact]
    public void Should_have_an_example_that_can_be_read_for_each_key()
    {
        foreach (var key in QueryKeys.All)
        {
            QueryParser.Parse(key.Example).Terms.ShouldHaveSingleItem().ShouldNotBeOfType<WordTerm>();
            key.Help.ShouldNotBeNullOrWhiteSpace();
        }
    }
}
