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
    public async Task Should_lose_nothing_and_double_nothing_wherever_a_process_is_killed() => await SampleAsync(Statements);

    private protected async Task SampleAsync(ILockStatementProvider statements)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        List<OutboxProcess> processes = [new(database, statements, time)];
        if (database.IsShared)
            processes.Add(new OutboxProcess(database, statements, time));
        try
        {
            await processes[0].ReadAsync(context => context.Database.EnsureCreatedAsync());
            await OutboxSteps.Draw(database.IsShared).SampleAsync(
                async steps =>
                {
                    if (await new OutboxRun(processes, time).PlayAsync(steps) is { } wrong)
                        throw new InvalidOperationException(wrong);
                },
                iter: Runs, threads: 1, print: steps => string.Join('\n', steps));
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

    protected override int Runs => 3_000;
}

public sealed class OutboxModelOnPostgresTests(PostgresModelDatabase database) : OutboxModelTests(database), IClassFixture<PostgresModelDatabase>
{
    private protected override ILockStatementProvider Statements => new PostgresLockStatementProvider();

    protected override int Runs => 500;

    [Fact]
    public async Task Should_see_that_claims_which_lock_nothing_double_messages()
    {
        var found = await Should.ThrowAsync<CsCheckException>(() => SampleAsync(new ClaimsWithoutLocks()));

        TestContext.Current.TestOutputHelper?.WriteLine(found.Message);
        found.ToString().ShouldContain("was sent 2 times, 0 of them with an excuse");
    }
}
