using Npgsql;

namespace Microservices.Testing.Tests;

public sealed class PostgresServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_give_each_caller_an_empty_database()
    {
        var one = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var other = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var source = NpgsqlDataSource.Create(one);
        await using var otherSource = NpgsqlDataSource.Create(other);
        await using (var create = source.CreateCommand("CREATE TABLE orders (id int)"))
        {
            await create.ExecuteNonQueryAsync(Cancellation);
        }

        (await CountTablesAsync(source)).ShouldBe(1);
        (await CountTablesAsync(otherSource)).ShouldBe(0);
    }

    [Fact]
    public async Task Should_store_text_as_utf8_wherever_the_server_comes_from()
    {
        await using var source = NpgsqlDataSource.Create(await PostgresServer.CreateDatabaseAsync(Cancellation));
        await using var command = source.CreateCommand("SELECT pg_encoding_to_char(encoding) FROM pg_database "
            + "WHERE datname = current_database()");

        (await command.ExecuteScalarAsync(Cancellation)).ShouldBe("UTF8");
    }

    [Fact]
    public async Task Should_lose_no_commit_when_it_is_killed()
    {
        await using var source = NpgsqlDataSource.Create(await PostgresServer.CreateDatabaseAsync(Cancellation));
        await using var command = source.CreateCommand("SHOW synchronous_commit");

        (await command.ExecuteScalarAsync(Cancellation)).ShouldBe("on");
    }

    private static async Task<long> CountTablesAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'");
        // count(*) is a bigint and never null.
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
