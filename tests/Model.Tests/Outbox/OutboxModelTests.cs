using CsCheck;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Model.Tests.Simulation;
using Microsoft.Extensions.Time.Testing;

namespace Microservices.Model.Tests.Outbox;

public abstract class OutboxModelTests(ModelDatabase database)
{
    private protected abstract ILockStatementProvider Statements { get; }

    protected abstract int Runs { get; }

    [Fact]
    public Task Should_lose_nothing_and_double_nothing_wherever_a_process_is_killed() => WithPlayerAsync(Statements,
        play => SampleAsync(play, Runs));

    [Fact]
    public async Task Should_lose_nothing_and_double_nothing_at_whatever_step_a_sweep_is_killed() =>
        (await KillAsync(Statements)).ShouldBeEmpty();

    /// <summary>The model finds a fault: else it would find none in what is to be shown.</summary>
    [Theory]
    [InlineData("messages are deleted that were not sent", "is not stored any more, and the broker does not have it")]
    [InlineData("messages are loaded from the last to the first", "were sent in the order")]
    [InlineData("outboxes are kept", "outboxes without messages are left")]
    [InlineData("the inbox takes copies", "a copy was consumed")]
    public Task Should_see_that(string fault, string wrong) => FindsAsync(wrong, real => fault switch
    {
        "messages are deleted that were not sent" => real with { DeleteMessages = real.DeleteMessages[..real.DeleteMessages.IndexOf("WHERE", StringComparison.Ordinal)] },
        "messages are loaded from the last to the first" => real with { Load = real.Load.Replace(" LIMIT @limit", " DESC LIMIT @limit", StringComparison.Ordinal) },
        "outboxes are kept" => real with { DeleteOutboxes = $"{real.DeleteOutboxes} AND 1 = 0" },
        _ => real with { EnterInbox = real.EnterInbox.Replace("DO NOTHING", "DO UPDATE SET \"ReceiveCount\" = 2", StringComparison.Ordinal) },
    });

    private protected async Task FindsAsync(string wrong, Func<OutboxStatements, OutboxStatements> fault)
    {
        var sample = () => WithPlayerAsync(new Sabotage(Statements, fault), play => SampleAsync(play, runs: 100));

        (await sample.ShouldThrowAsync<CsCheckException>()).ToString().ShouldContain(wrong);
    }

    /// <summary>What is wrong after a sweep that was killed after each number of steps, one after the other.</summary>
    private protected async Task<IReadOnlyList<string>> KillAsync(ILockStatementProvider statements)
    {
        var found = new List<string>();
        await WithPlayerAsync(statements, async play =>
        {
            for (var steps = 0; steps <= OutboxSteps.MostOfDelivery; steps++)
            {
                if (await play([new OutboxStep.Commit(0, 3), new OutboxStep.Restart(0), new OutboxStep.Deliver(new Delivery(0, IsStored: true, steps, []))]) is { } wrong)
                    found.Add(wrong);
            }
        });
        return found;
    }

    private Task SampleAsync(Func<IReadOnlyList<OutboxStep>, Task<string?>> play, int runs) => OutboxSteps.Draw(database.IsShared).SampleAsync(
        async steps =>
        {
            if (await play(steps) is { } wrong)
                throw new InvalidOperationException(wrong);
        },
        iter: runs, threads: 1, print: steps => string.Join('\n', steps));

    private protected async Task WithPlayerAsync(ILockStatementProvider statements, Func<Func<IReadOnlyList<OutboxStep>, Task<string?>>, Task> use)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        List<OutboxProcess> processes = [new(database, statements, time)];
        if (database.IsShared)
            processes.Add(new OutboxProcess(database, statements, time));
        try
        {
            await processes[0].ReadAsync(context => context.Database.EnsureCreatedAsync());
            await use(steps => new OutboxRun(processes, time).PlayAsync(steps));
        }
        finally
        {
            foreach (var process in processes)
                await process.DisposeAsync();
        }
    }
}

public sealed class OutboxModelOnSqliteTests(SqliteModelDatabase database) : OutboxModelTests(database), IClassFixture<SqliteModelDatabase>
{
    private protected override ILockStatementProvider Statements => new SqliteLockStatementProvider();

    protected override int Runs => 1_500;

    /// <summary>A kill between claim and load shows it; on PostgreSQL the claim is rolled back.</summary>
    [Fact]
    public async Task Should_see_that_a_claim_outlives_its_process()
    {
        var found = await KillAsync(new Sabotage(Statements, real => real with
        {
            ClaimFirst = $"""
                CREATE TABLE IF NOT EXISTS claims (claim INTEGER);
                SELECT * FROM ({real.ClaimFirst}) WHERE NOT EXISTS (SELECT 1 FROM claims);
                INSERT INTO claims SELECT 1 WHERE EXISTS (SELECT 1 FROM ({real.ClaimFirst}))
                """,
            Load = $"DELETE FROM claims; {real.Load}",
        }));

        found.ShouldContain(wrong => wrong.Contains("messages are still stored"));
    }
}

public sealed class OutboxModelOnPostgresTests(PostgresModelDatabase database) : OutboxModelTests(database), IClassFixture<PostgresModelDatabase>
{
    private static readonly Delivery One = new(0, IsStored: true, null, []);
    private static readonly Delivery Other = new(1, IsStored: true, null, []);

    private protected override ILockStatementProvider Statements => new PostgresLockStatementProvider();

    protected override int Runs => 400;

    [Fact]
    public async Task Should_double_nothing_wherever_another_process_cuts_in() => (await CutInAsync(Statements)).ShouldBeEmpty();

    [Fact]
    public async Task Should_see_that_claims_which_lock_nothing_double_messages()
    {
        var found = await CutInAsync(Sabotage.NoLocks(Statements));

        found.ShouldContain(wrong => wrong.Contains("was sent 2 times, 0 of them with an excuse"));
    }

    [Fact]
    public Task Should_see_that_messages_are_stored_in_part() => FindsAsync("of its", real => real with
    {
        InsertMessages = $"{real.InsertMessages} LIMIT 1",
    });

    private async Task<IReadOnlyList<string>> CutInAsync(ILockStatementProvider statements)
    {
        var found = new List<string>();
        await WithPlayerAsync(statements, async play =>
        {
            foreach (var order in Schedules.EveryCut(by: 1))
            {
                if (await play([new OutboxStep.Commit(0, 3), new OutboxStep.Restart(0), new OutboxStep.DeliverAtOnce(One, Other, order)]) is { } wrong)
                    found.Add(wrong);
            }
        });
        return found;
    }
}
