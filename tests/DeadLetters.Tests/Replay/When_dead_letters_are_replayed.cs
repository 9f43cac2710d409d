using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Replay.Requests;
using Microservices.DeadLetters.Replay.Views;
using Microservices.DeadLetters.Tests.Replay.Scenes;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Tests.Replay;

public sealed class When_dead_letters_are_replayed
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_have_each_effect_once_and_resolve_the_dead_letters()
    {
        await using var scene = await Scene.CreateAsync();
        var host = await scene.StartReplaysAsync();
        var letters = await scene.AddLettersAsync(host, 30);

        var id = await host.CreateAsync(Scene.Request(letters));
        var view = await host.WaitForAsync(id, ReplayState.Done);

        view.Counts.Processed.ShouldBe(30);
        (view.Stage, view.FinishedAt.HasValue).ShouldBe((2, true));
        (await scene.EffectsAsync()).Select(effect => effect.OrderId).ShouldBe(letters.Select(letter => letter.OrderId), ignoreOrder: true);
        var resolved = await host.QueryAsync(context => context.DeadLetters.AsNoTracking().ToListAsync(Cancellation));
        resolved.ShouldAllBe(letter => letter.Status == "resolved" && letter.ResolvedAt != null && letter.FailedReplays == 0);
        (await host.QueryAsync(context => context.Groups.SingleAsync(Cancellation))).OpenCount.ShouldBe(0);
        var audit = await host.QueryAsync(context => context.Audit.AsNoTracking().ToListAsync(Cancellation));
        var entry = audit.ShouldHaveSingleItem();
        (entry.Actor, entry.Action, entry.Target, entry.Reason).ShouldBe(("ada", "replay.created", $"replay:{id}", "SKU added"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_send_the_senders_headers_and_none_of_the_failure(bool resetRedelivery)
    {
        await using var scene = await Scene.CreateAsync();
        var host = await scene.StartReplaysAsync();
        var letters = await scene.AddLettersAsync(host, 1);

        var id = await host.CreateAsync(Scene.Request(letters) with { ResetRedelivery = resetRedelivery });
        await host.WaitForAsync(id, ReplayState.Done);

        var headers = scene.Behaviour.Headers.ShouldHaveSingleItem();
        headers["tenant"].ShouldBe("north");
        headers["DL-Replay-Item"].ShouldBe((await host.ItemsAsync(id))[0].Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        headers.Keys.ShouldNotContain("MT-Reason");
        headers.Keys.ShouldNotContain("MT-Fault-Message");
        headers.Keys.ShouldNotContain("x-death");
        headers.ContainsKey("MT-Redelivery-Count").ShouldBe(!resetRedelivery);
    }

    [Fact]
    public async Task Should_pause_when_the_first_fails_again_and_go_on_when_it_is_resumed()
    {
        await using var scene = await Scene.CreateAsync();
        var host = await scene.StartReplaysAsync();
        var letters = await scene.AddLettersAsync(host, 20);
        scene.Behaviour.Fails = _ => true;

        var id = await host.CreateAsync(Scene.Request(letters));
        await Eventually.Holds(async () => await scene.IngestFailuresAsync(host) == 1, "the failure", cancellationToken: Cancellation);
        var paused = await host.WaitForAsync(id, ReplayState.Paused);
        scene.Behaviour.Fails = _ => false;
        await host.UseAsync<ReplayControl, ReplayTransition?>(control => control.ResumeAsync(id, "stock is in", Scene.Bob, Cancellation));
        var done = await host.WaitForAsync(id, ReplayState.Done);

        (paused.Stage, paused.Counts.FailedAgain, paused.Counts.Queued).ShouldBe((0, 1L, 19L));
        paused.PausedReason.ShouldBe("paused by itself: of 1 canary messages, 1 failed again");
        (done.Counts.Processed, done.Counts.FailedAgain).ShouldBe((19L, 1L));
        (await scene.EffectsAsync()).Count.ShouldBe(19);
        var failed = await host.QueryAsync(context => context.DeadLetters.SingleAsync(letter => letter.Id == letters[0].Id, Cancellation));
        (failed.Status, failed.FailedReplays).ShouldBe(("open", 1));
        var replays = await host.UseAsync<ReplayReader, IReadOnlyList<LetterReplay>>(
            reader => reader.OfLetterAsync(letters[0].Id, Cancellation));
        replays.Select(replay => (replay.ReplayId, replay.Actor, replay.Reason, replay.State))
            .ShouldBe([(id, "ada", "SKU added", "failed_again")]);
        var audit = await host.QueryAsync(context => context.Audit.OrderBy(entry => entry.Id).Select(entry => $"{entry.Actor} {entry.Action}")
            .ToListAsync(Cancellation));
        audit.ShouldBe(["ada replay.created", "dead-letters replay.paused", "bob replay.resumed"]);
    }

    [Fact]
    public async Task Should_cancel_what_was_not_sent_and_open_it_again()
    {
        await using var scene = await Scene.CreateAsync(withConsumer: false);
        var host = await scene.StartReplaysAsync(withWorker: false);
        await scene.StartConsumerAsync();
        var letters = await scene.AddLettersAsync(host, 3);
        var id = await host.CreateAsync(Scene.Request(letters));

        var cancelled = await host.UseAsync<ReplayControl, ReplayTransition?>(
            control => control.CancelAsync(id, "wrong ones", Scene.Ada, Cancellation));
        var resumed = await host.UseAsync<ReplayControl, ReplayTransition?>(
            control => control.ResumeAsync(id, "after all", Scene.Ada, Cancellation));
        var again = await host.CreateAsync(Scene.Request(letters));

        cancelled.ShouldBe(new ReplayTransition("cancelled", IsDone: true));
        resumed.ShouldBe(new ReplayTransition("cancelled", IsDone: false));
        (await host.ItemsAsync(id)).ShouldAllBe(item => item.State == "skipped" && item.Reason == "cancelled");
        (await host.FindAsync(again)).Counts.Queued.ShouldBe(3);
        (await scene.EffectsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_say_before_what_it_will_do_and_do_that()
    {
        await using var scene = await Scene.CreateAsync();
        var host = await scene.StartReplaysAsync(withWorker: false);
        var fine = await scene.AddLettersAsync(host, 2);
        var busy = await scene.AddLettersAsync(host, 2);
        var looping = await scene.AddLettersAsync(host, 1, letter => letter.FailedReplays = 3);
        var archived = await scene.AddLettersAsync(host, 1, letter => letter.Status = "archived");
        var resolved = await scene.AddLettersAsync(host, 1, letter => letter.Status = "resolved");
        var gone = await scene.AddLettersAsync(host, 1, letter => letter.Queue = "gone-order-placed");
        var foreign = await scene.AddLettersAsync(host, 1, letter => letter.Queue = "foreign-order-placed");
        await host.CreateAsync(Scene.Request(busy), Scene.Bob);
        var request = Scene.Request([.. fine, .. busy, .. looping, .. archived, .. resolved, .. gone, .. foreign]);
        var scoped = Scene.Ada with { MayReplay = queue => queue != "foreign-order-placed" };

        var preview = await host.UseAsync<ReplayService, ReplayPreview>(
            service => service.PreviewAsync(request with { DryRun = true, Reason = null }, scoped, Cancellation));
        var id = await host.CreateAsync(request, scoped);

        preview.WillReplay.ShouldBe(2);
        preview.WillSkip.Select(skip => (skip.Reason, skip.Count, string.Join(',', skip.Ids))).ShouldBe(
        [
            ("already processed", 1, $"{resolved[0].Id}"), ("archived", 1, $"{archived[0].Id}"),
            ("being replayed in replay 1 (running) of bob", 2, $"{busy[0].Id},{busy[1].Id}"), (SkipReasons.LoopGuard, 1, $"{looping[0].Id}"),
            ("the queue is gone", 1, $"{gone[0].Id}"),
        ], ignoreOrder: true);
        preview.Queues.Select(queue => (queue.Queue, queue.Exists, queue.Messages)).ShouldBe(
            [(Scene.Queue, true, 0L), ("gone-order-placed", false, null)], ignoreOrder: true);
        var items = await host.ItemsAsync(id);
        items.ShouldNotContain(item => item.DeadLetterId == foreign[0].Id);
        items.Where(item => item.State == "queued").Select(item => (item.Ordinal, item.DeadLetterId))
            .ShouldBe([(1, fine[0].Id), (2, fine[1].Id)]);
        items.Where(item => item.State == "skipped").GroupBy(item => item.Reason).Select(group => (group.Key, group.Count()))
            .ShouldBe(preview.WillSkip.Select(skip => ((string?)skip.Reason, (int)skip.Count)), ignoreOrder: true);
    }

    [Fact]
    public async Task Should_replay_what_looped_when_a_reason_is_given_and_the_edited_body_once()
    {
        await using var scene = await Scene.CreateAsync();
        var host = await scene.StartReplaysAsync();
        var letters = await scene.AddLettersAsync(host, 1, letter => letter.FailedReplays = 3);
        scene.Behaviour.Fails = order => order.Sku == "OLD";
        var edit = new ReplayEdit { Id = letters[0].Id, Body = $$"""{"orderId":"{{letters[0].OrderId}}","sku":"NEW"}""" };
        var request = new ReplayRequest { Edit = edit, Reason = "SKU renamed", OverrideLoopGuard = "repaired by hand" };

        var denied = await Should.ThrowAsync<ReplayDeniedException>(() => host.CreateAsync(request, Scene.Bob));
        var invalid = await Should.ThrowAsync<ReplayRequestException>(
            () => host.CreateAsync(request with { Edit = edit with { Body = "{" } }));
        var id = await host.CreateAsync(request);
        await host.WaitForAsync(id, ReplayState.Done);

        denied.Message.ShouldContain("admin");
        invalid.Field.ShouldBe("edit");
        (await scene.EffectsAsync()).Select(effect => (effect.OrderId, effect.Sku)).ShouldBe([(letters[0].OrderId, "NEW")]);
        (await host.ItemsAsync(id)).ShouldHaveSingleItem().Edited.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_give_up_waiting_and_still_hear_of_it_later()
    {
        await using var scene = await Scene.CreateAsync();
        var host = await scene.StartReplaysAsync(settings: ("AcknowledgementTimeout", "00:00:01"));
        await using var connection = await scene.Broker.ConnectAsync(Cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        const string silent = "silent-order-placed";
        await channel.QueueDeclareAsync(silent, durable: true, exclusive: false, autoDelete: false, cancellationToken: Cancellation);
        var letters = await scene.AddLettersAsync(host, 3, letter => letter.Queue = silent);

        var id = await host.CreateAsync(Scene.Request(letters));
        var paused = await host.WaitForAsync(id, ReplayState.Paused);
        var item = (await host.ItemsAsync(id))[0];
        var late = await host.UseAsync<ReplayOutcome, bool>(outcome => outcome.ProcessedAsync(item.Id, silent, null, Cancellation));
        var forged = await host.UseAsync<ReplayOutcome, bool>(outcome => outcome.ProcessedAsync(item.Id, Scene.Queue, null, Cancellation));

        paused.Counts.NotAcknowledged.ShouldBe(1);
        (late, forged).ShouldBe((true, false));
        (await host.ItemsAsync(id))[0].State.ShouldBe("processed");
        (await host.QueryAsync(context => context.DeadLetters.SingleAsync(letter => letter.Id == letters[0].Id, Cancellation)))
            .Status.ShouldBe("resolved");
    }
}
