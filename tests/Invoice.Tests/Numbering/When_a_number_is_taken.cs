using Microservices.Invoice.Data;
using Microservices.Invoice.Numbering;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Microservices.Invoice.Tests.Numbering;

public sealed class When_a_number_is_taken : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
    private string _connectionString = "";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _connectionString = await PostgresServer.CreateDatabaseAsync(CancellationToken);
        await using var database = Open();
        await database.Database.MigrateAsync(CancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Should_count_from_one_without_a_gap()
    {
        (await TakeAsync(commit: true)).Text.ShouldBe("INV-2026-000001");
        (await TakeAsync(commit: true)).Text.ShouldBe("INV-2026-000002");
    }

    [Fact]
    public async Task Should_give_a_number_again_after_a_rollback()
    {
        (await TakeAsync(commit: false)).Sequence.ShouldBe(1);
        (await TakeAsync(commit: true)).Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task Should_give_a_number_again_after_its_connection_was_killed()
    {
        await using var killed = Open();
        await using var transaction = await killed.Database.BeginTransactionAsync(CancellationToken);
        (await Taker().TakeAsync(killed, CancellationToken)).Sequence.ShouldBe(1);
        var process = ((NpgsqlConnection)killed.Database.GetDbConnection()).ProcessID;

        var waiting = TakeAsync(commit: true);
        await using var database = Open();
        await Eventually.Holds(async () => await database.Database
            .SqlQuery<bool>($"SELECT cardinality(pg_blocking_pids(pid)) > 0 AS \"Value\" FROM pg_stat_activity WHERE datname = current_database()")
            .AnyAsync(isBlocked => isBlocked, CancellationToken), "the second taker waits for the first",
            cancellationToken: CancellationToken);
        await database.Database.ExecuteSqlAsync($"SELECT pg_terminate_backend({process})", CancellationToken);

        (await waiting).Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task Should_refuse_to_burn_numbers_without_a_transaction()
    {
        await using var database = Open();

        await Should.ThrowAsync<InvalidOperationException>(() => Taker().TakeAsync(database, CancellationToken));
    }

    [Fact]
    public async Task Should_count_each_year_of_the_sellers_time_zone_anew()
    {
        (await TakeAsync(commit: true)).Text.ShouldBe("INV-2026-000001");

        _clock.SetUtcNow(new DateTimeOffset(2026, 12, 31, 22, 59, 59, TimeSpan.Zero)); // 23:59:59 in Berlin
        (await TakeAsync(commit: true, "Europe/Berlin")).Text.ShouldBe("INV-2026-000002");
        _clock.SetUtcNow(new DateTimeOffset(2026, 12, 31, 23, 0, 0, TimeSpan.Zero)); // midnight in Berlin
        (await TakeAsync(commit: true, "Europe/Berlin")).Text.ShouldBe("INV-2027-000001");
        (await TakeAsync(commit: true, "Europe/London")).Text.ShouldBe("INV-2026-000003");
    }

    private InvoiceNumberTaker Taker(string timeZone = "Europe/London") =>
        new(Options.Create(new InvoiceOptions { TimeZone = timeZone }), _clock);

    private async Task<InvoiceNumber> TakeAsync(bool commit, string timeZone = "Europe/London")
    {
        await using var database = Open();
        await using var transaction = await database.Database.BeginTransactionAsync(CancellationToken);
        var number = await Taker(timeZone).TakeAsync(database, CancellationToken);
        if (commit)
            await transaction.CommitAsync(CancellationToken);
        return number;
    }

    private InvoiceDbContext Open() => new(new DbContextOptionsBuilder<InvoiceDbContext>()
        .UseNpgsql(_connectionString).UseSnakeCaseNamingConvention().Options);
}
