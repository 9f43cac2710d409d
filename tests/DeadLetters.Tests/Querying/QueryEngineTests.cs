using CsCheck;
using Microservices.DeadLetters.Tests.Querying.Stores;

namespace Microservices.DeadLetters.Tests.Querying;

public sealed class QueryEngineTests(PostgresQueryStore postgres, SqliteQueryStore sqlite)
    : IClassFixture<PostgresQueryStore>, IClassFixture<SqliteQueryStore>
{
    private static readonly Gen<string> Term = Gen.Select(Gen.OneOf("", "-"), Gen.OneOf(
        "queue:", "source:", "ex:", "msg:", "frame:", "type:", "messageId:", "correlationId:", "traceId:", "queue:=", "ex:=",
        "body.orderId:", "body.quantity:", "body.lines.sku:", "body.lines.tags:", "body.price:", "body.note:", ""), Gen.OneOf(
        "invoice", "invoice*", "*confirmed", "i", "*", "Timeout*", "Inner", "100%", "_", "C:\\\\temp", "\"a b\"", "\"\\*\"",
        "OrderConfirmed", "3", "3.0", "true", "null", "A-1", "y", "m-42", "a", "5f0c9a5e-1d0e-4c55-9a53-9a1d8c8d1c11"))
        .Select((sign, key, value) => key.StartsWith("body", StringComparison.Ordinal) || key.Length == 0
            ? sign + key + (key.Length == 0 && value.Contains(':') ? "a" : value.Trim('*')) : sign + key + value);

    [Fact]
    public async Task Should_agree() => await Gen.Select(Term, Term).SampleAsync(async (first, second) =>
    {
        foreach (var query in (string[])[$"{first} status:*", $"{first} {second} status:*"])
        {
            if (query[0] is ' ' || query.StartsWith("- ", StringComparison.Ordinal) || query.Contains(": ", StringComparison.Ordinal)
                || query.Contains(" - ", StringComparison.Ordinal))
                continue; // a star alone, trimmed

            (await sqlite.SelectAsync(query)).ShouldBe(await postgres.SelectAsync(query), query);
        }
    }, iter: 300, threads: 1);
}
