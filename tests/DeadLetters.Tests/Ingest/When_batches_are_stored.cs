using System.Text.Json;
using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Tests.Reading.Scenes;
using Microsoft.EntityFrameworkCore;
using static Microservices.DeadLetters.Tests.Reading.Scenes.ReadingScene;

namespace Microservices.DeadLetters.Tests.Ingest;

/// <summary>What both engines have to make of a batch.</summary>
public sealed class When_batches_are_stored
{
    private const string Chain = """[{"type":"Outer"},{"type":"Inner"}]""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData(true, true), InlineData(true, false), InlineData(false, true), InlineData(false, false)]
    public async Task Should_give_an_attempt_its_chain_whichever_comes_first(bool onPostgres, bool faultFirst)
    {
        await using var scene = await ReadingScene.CreateAsync(onPostgres);
        var fault = new IncomingFault("alpha", "m-1", Now.AddSeconds(1), Chain);

        if (faultFirst)
            await scene.IngestAsync(fault);
        await scene.IngestAsync(Letters.Faulted("alpha", "m-1", Now), Letters.Faulted("alpha", "m-1", Now.AddMinutes(-1)),
            Letters.Faulted("alpha", "m-2", Now), Letters.Faulted("beta", "m-1", Now));
        if (!faultFirst)
            await scene.IngestAsync(fault);
        await scene.IngestAsync(new IncomingFault("alpha", "never", Now, Chain));

        var attempts = await scene.QueryAsync(context => context.Attempts.AsNoTracking().ToListAsync(Cancellation));
        var told = attempts.Where(attempt => attempt.Exceptions is not null).ShouldHaveSingleItem();
        (told.SourceQueue, told.FailedAt.Minute).ShouldBe(("alpha_error", Now.Minute));
        JsonElement.Parse(told.Exceptions!).GetArrayLength().ShouldBe(2); // filtered
        (await scene.QueryAsync(context => context.PendingFaults.AsNoTracking().SingleAsync(Cancellation))).MessageKey.ShouldBe("never");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_open_again_what_comes_back_and_keep_late_news_apart(bool onPostgres)
    {
        await using var scene = await ReadingScene.CreateAsync(onPostgres);
        await scene.IngestAsync(Letters.Faulted("alpha", "m-1", Now.AddMinutes(-10)));
        await scene.QueryAsync(async context =>
        {
            await context.Groups.ExecuteUpdateAsync(update => update.SetProperty(group => group.OpenCount, 0), Cancellation);
            return await context.DeadLetters.ExecuteUpdateAsync(update => update.SetProperty(letter => letter.Status, "resolved")
                .SetProperty(letter => letter.ResolvedAt, Now.AddMinutes(-5)).SetProperty(letter => letter.PurgeAt, Now.AddDays(1)), Cancellation);
        });

        await scene.IngestAsync(Letters.Faulted("alpha", "m-1", Now.AddMinutes(-20), exception: "System.FormatException"),
            Letters.Faulted("alpha", "m-1", Now.AddMinutes(-10)));
        var late = await LetterAsync(scene);
        await scene.IngestAsync(Letters.Faulted("alpha", "m-1", Now, exception: "System.ArgumentException"));
        var back = await LetterAsync(scene);
        var groups = await scene.QueryAsync(context => context.Groups.AsNoTracking().ToDictionaryAsync(
            group => group.ExceptionType ?? "", group => (group.OpenCount, group.TotalCount), Cancellation));

        (late.Status, late.Attempts, late.ExceptionType).ShouldBe((DeadLetterStatus.Resolved, 2, "System.TimeoutException"));
        (back.Status, back.Attempts, back.ExceptionType).ShouldBe((DeadLetterStatus.Open, 3, "System.ArgumentException"));
        (back.ResolvedAt, back.PurgeAt).ShouldBe((null, null));
        groups.ShouldBe(new Dictionary<string, (long, long)>
        {
            ["System.TimeoutException"] = (0, 0),
            ["System.FormatException"] = (0, 0),
            ["System.ArgumentException"] = (1, 1),
        }, ignoreOrder: true);
    }

    private static Task<DeadLetter> LetterAsync(ReadingScene scene) =>
        scene.QueryAsync(context => context.DeadLetters.AsNoTracking().SingleAsync(Cancellation));
}
