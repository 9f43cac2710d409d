using CsCheck;
using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Replay;
using Microservices.Model.Tests.Simulation;
using Microsoft.Extensions.Time.Testing;

namespace Microservices.Model.Tests.Replay;

public abstract class ReplayModelTests(ModelDatabase database)
{
    protected abstract int Runs { get; }

    [Fact]
    public async Task Should_know_in_the_end_what_the_consumer_did_wherever_a_worker_is_killed() => await SampleAsync(new ReplayOptions());

    private protected async Task SampleAsync(ReplayOptions settings)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var consumer = new ModelConsumer();
        // The last one is the operator's.
        var processes = Enumerable.Range(0, database.IsShared ? 3 : 2)
            .Select(_ => new ReplayProcess(database, settings, time, item => consumer.Enqueue(item))).ToList();
        try
        {
            await processes[0].UseAsync((DeadLettersDbContext context) => context.Database.EnsureCreatedAsync());
            await Gen.Select(Gen.Bool, ReplayActions.Draw(database.IsShared)).SampleAsync(
                async run =>
                {
                    consumer = new ModelConsumer();
                    if (await new ReplayRun(processes, consumer, time).PlayAsync(run.Item1, run.Item2) is { } wrong)
                        throw new InvalidOperationException(wrong);
                },
                iter: Runs, threads: 1, print: run => $"canary {run.Item1}\n{string.Join('\n', run.Item2)}");
        }
        finally
        {
            foreach (var process in processes)
                await process.DisposeAsync();
        }
    }
}

public sealed class ReplayModelOnSqliteTests(SqliteModelDatabase database) : ReplayModelTests(database), IClassFixture<SqliteModelDatabase>
{
    protected override int Runs => 1_000;
}

public sealed class ReplayModelOnPostgresTests(PostgresModelDatabase database) : ReplayModelTests(database), IClassFixture<PostgresModelDatabase>
{
    protected override int Runs => 200;

    [Fact]
    public async Task Should_see_that_claims_which_expire_at_once_double_messages()
    {
        var found = await Should.ThrowAsync<CsCheckException>(() => SampleAsync(new ReplayOptions { PublishingLease = TimeSpan.FromSeconds(-1) }));

        TestContext.Current.TestOutputHelper?.WriteLine(found.Message);
        found.ToString().ShouldContain("was sent 2 times, 0 of them with an excuse");
    }
}
