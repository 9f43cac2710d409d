using Microservices.TransactionalOutbox.Tests.Engines;
using Microsoft.EntityFrameworkCore;

namespace Microservices.TransactionalOutbox.Tests.Production;

public sealed class When_the_tables_are_made : ConformanceTest<PostgresRabbitMqEngine>
{
    [Theory]
    [InlineData("InboxState")]
    [InlineData("OutboxState")]
    [InlineData("OutboxMessage")]
    public async Task Should_be_vacuumed_when_a_fiftieth_of_them_is_dead_or_new(string table)
    {
        await using var host = await StartAsync();

        var settings = await host.QueryAsync(x => x.Database
            .SqlQuery<string>($"SELECT unnest(reloptions) AS \"Value\" FROM pg_class WHERE relname = {table}").ToListAsync(Cancellation));

        settings.ShouldBe(
            ["autovacuum_vacuum_scale_factor=0.02", "autovacuum_vacuum_insert_scale_factor=0.02", "autovacuum_analyze_scale_factor=0.02"],
            ignoreOrder: true);
    }
}
