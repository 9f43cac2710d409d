using Microservices.DeadLetters.Tests.Ingest.Scenes;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Tests.Ingest;

public sealed class When_the_same_comes_again
{
    private const int Letters = 1_500;
    private static readonly string[] Queues = ["red", "green", "blue"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_count_it_once_even_with_two_at_work()
    {
        await using var scene = await IngestScene.CreateAsync();
        await scene.DeclareAsync([.. Queues.Select(queue => $"{queue}_error")]);

        // Each failure comes twice, each message fails twice; of those without an id, one body is one message.
        var messages = Enumerable.Range(0, Letters).SelectMany(index => Enumerable.Range(0, 2).SelectMany(second =>
            Enumerable.Repeat(RawMessage.Faulted(Queues[index % 3], index % 10 == 0 ? null : $"m-{index}", second, $"{{\"n\":{index}}}"), 2)))
            .ToList();
        Random.Shared.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(messages));

        await Task.WhenAll(scene.StartServiceAsync(), scene.StartServiceAsync());
        await scene.PublishAsync(messages);
        await scene.DrainAsync(2 * Letters, [.. Queues.Select(queue => $"{queue}_error")]);

        await scene.QueryAsync(async context =>
        {
            (await context.DeadLetters.CountAsync(Cancellation)).ShouldBe(Letters);
            (await context.DeadLetters.CountAsync(letter => letter.Attempts == 2, Cancellation)).ShouldBe(Letters);
            (await context.Attempts.CountAsync(Cancellation)).ShouldBe(2 * Letters);
            (await context.Groups.SumAsync(group => group.OpenCount, Cancellation)).ShouldBe(Letters);
            (await context.Groups.SumAsync(group => group.TotalCount, Cancellation)).ShouldBe(Letters);
            (await context.Set<Data.GroupHour>().SumAsync(hour => hour.Count, Cancellation)).ShouldBe(2 * Letters);
            return 0;
        });
    }

    [Fact]
    public async Task Should_know_a_message_without_a_time_by_its_bytes()
    {
        await using var scene = await IngestScene.CreateAsync();
        await scene.DeclareAsync("odd_error");
        await scene.StartServiceAsync();
        RawMessage Odd(byte value) => new("odd_error", new(), [value]);

        await scene.PublishAsync([Odd(1), Odd(1), Odd(2)]);
        await scene.LettersAsync(2);
        await scene.EmptyAsync(null, "odd_error");
        await scene.PublishAsync([Odd(1), Odd(3)]);
        var letters = await scene.LettersAsync(3);

        letters.Select(letter => (letter.Body.Single(), letter.Attempts)).Order()
            .ShouldBe(Enumerable.Range(1, 3).Select(value => ((byte)value, 1)));
    }
}
