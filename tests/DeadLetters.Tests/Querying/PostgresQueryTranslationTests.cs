using Microservices.DeadLetters.Tests.Querying.Stores;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Tests.Querying;

public sealed class PostgresQueryTranslationTests(PostgresQueryStore store)
    : QueryTranslationTests(store), IClassFixture<PostgresQueryStore>
{
    private readonly PostgresQueryStore _store = store;

    [Theory]
    [InlineData("body.orderId:secret", "ix_dead_letters_body_json")]
    [InlineData("body.lines.sku:secret,3", "ix_dead_letters_body_json")]
    [InlineData("msg:secret", "ix_dead_letters_exception_text")]
    [InlineData("ex:secret*", "ix_dead_letters_group_id_last_failed_at_id")]
    [InlineData("frame:secret", "ix_dead_letters_group_id_last_failed_at_id")]
    [InlineData("secret", "ix_dead_letters_exception_text")]
    [InlineData("messageId:secret", "ix_dead_letters_message_key")]
    [InlineData("correlationId:secret", "ix_dead_letters_correlation_id")]
    [InlineData("conversationId:secret", "ix_dead_letters_conversation_id")]
    [InlineData("traceId:secret", "ix_dead_letters_trace_id")]
    public async Task Should_be_answered_by_an_index_and_keep_values_out_of_the_sql(string query, string index)
    {
        await using var context = _store.Open();
        await using var command = QueryStore.Select(context, query + " status:*").Select(letter => letter.Id).CreateDbCommand();
        command.CommandText.ShouldNotContain("secret");

        // Of four rows the planner would read all.
        await context.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await context.Database.ExecuteSqlRawAsync("SET enable_seqscan = off; SET enable_indexscan = off",
            TestContext.Current.CancellationToken);
        command.CommandText = "EXPLAIN " + command.CommandText;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var plan = "";
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            plan += reader.GetString(0) + "\n";

        plan.ShouldContain(index);
    }
}
