using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Replay.Worker;
using Microservices.DeadLetters.Tests.Replay.Scenes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.DeadLetters.Tests.Replay;

public sealed class ReplayProgressTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_pause_when_the_canary_fails_while_it_decides()
    {
        await using var scene = await Scene.CreateAsync(withConsumer: false);
        var host = await scene.StartReplaysAsync(withWorker: false);
        var letters = await scene.AddLettersAsync(host, 3);
        var id = await host.CreateAsync(Scene.Request(letters));
        await host.QueryAsync(context => context.ReplayItems.Where(item => item.ReplayId == id && item.Ordinal == 1)
            .ExecuteUpdateAsync(update => update.SetProperty(item => item.State, ReplayItemState.Published)
                .SetProperty(item => item.PublishedAt, DateTime.UtcNow), Cancellation)); // by the host's clock: an older one would time out

        await using var scope = host.App.Services.CreateAsyncScope();
        var options = new DbContextOptionsBuilder<DeadLettersDbContext>(scope.ServiceProvider.GetRequiredService<DbContextOptions<DeadLettersDbContext>>())
            .AddInterceptors(new AfterFirstRead("replay_items", () => FailAsync(host, id))).Options;
        await using var context = new DeadLettersDbContext(options);
        var job = await context.Replays.SingleAsync(replay => replay.Id == id, Cancellation);
        await ActivatorUtilities.CreateInstance<ReplayProgress>(scope.ServiceProvider, context).AdvanceAsync(
            job, DateTime.UtcNow, Cancellation); // the machine's clock in place of the database's: the item above was published by it

        (job.State, job.Stage).ShouldBe((ReplayState.Paused, 0));
    }

    private static async Task FailAsync(ReplayHost host, Guid id)
    {
        var canary = await host.QueryAsync(context => context.ReplayItems.SingleAsync(item => item.ReplayId == id && item.Ordinal == 1, Cancellation));
        await host.UseAsync<ReplayOutcome, int>(async outcome =>
            (await outcome.FailedAgainAsync([new FailedReplay(canary.Id, canary.DeadLetterId)], Cancellation)).Count);
    }
}
