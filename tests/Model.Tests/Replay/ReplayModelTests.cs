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
    public Task Should_know_in_the_end_what_the_consumer_did_wherever_a_worker_is_killed() => WithPlayerAsync(new ReplayOptions(),
        async play => await Gen.Select(Gen.Bool, ReplayActions.Draw(database.IsShared)).SampleAsync(
            async run =>
            {
                if (await play(run.Item1, run.Item2) is { } wrong)
                    throw new InvalidOperationException(wrong);
            },
            iter: Runs, threads: 1, print: run => $"canary {run.Item1}\n{string.Join('\n', run.Item2)}"));

    private protected async Task WithPlayerAsync(ReplayOptions settings, Func<Func<bool, IReadOnlyList<ReplayAction>, Task<string?>>, Task> use)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var consumer = new ModelConsumer();
        // The last one is the operator's.
        var processes = Enumerable.Range(0, database.IsShared ? 3 : 2)
            .Select(_ => new ReplayProcess(database, settings, time, item => consumer.Enqueue(item))).ToList();
        try
        {
            await processes[0].UseAsync((DeadLettersDbContext context) => context.Database.EnsureCreatedAsync());
            await use((canary, actions) =>
            {
                consumer = new ModelConsumer();
                return new ReplayRun(processes, consumer, time).PlayAsync(canary, actions);
            });
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
    private static readonly WorkerStep One = new(0, null, []);
    private static readonly WorkerStep Other = new(1, null, []);

    // The number of what hears of outcomes, among those that take turns.
    private const int Ear = 4;

    protected override int Runs => 100;

    [Fact]
    public async Task Should_double_nothing_wherever_another_worker_cuts_in() => (await CutInAsync(new ReplayOptions())).ShouldBeEmpty();

    [Fact]
    public async Task Should_send_nothing_more_wherever_it_hears_that_the_canary_failed()
    {
        var found = await PlayEveryAsync(new ReplayOptions(), canary: true, Schedules.EveryCut(by: Ear),
            order => [new ReplayAction.Step(One), new ReplayAction.Consume(Succeeds: false), new ReplayAction.AtOnce(One, Other, 0, null, true, order)]);

        found.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_see_that_claims_which_expire_at_once_double_messages()
    {
        var found = await CutInAsync(new ReplayOptions { PublishingLease = TimeSpan.FromSeconds(-1) });

        found.ShouldContain(wrong => wrong.Contains("was sent 2 times, 0 of them with an excuse"));
    }

    private Task<IReadOnlyList<string>> CutInAsync(ReplayOptions settings) => PlayEveryAsync(settings, canary: false,
        Schedules.EveryCut(by: 1), order => [new ReplayAction.AtOnce(One, Other, 0, null, false, order)]);

    private async Task<IReadOnlyList<string>> PlayEveryAsync(ReplayOptions settings, bool canary, IEnumerable<int[]> orders,
        Func<int[], IReadOnlyList<ReplayAction>> actions)
    {
        var found = new List<string>();
        await WithPlayerAsync(settings, async play =>
        {
            foreach (var order in orders)
            {
                if (await play(canary, actions(order)) is { } wrong)
                    found.Add(wrong);
            }
        });
        return found;
    }
}
