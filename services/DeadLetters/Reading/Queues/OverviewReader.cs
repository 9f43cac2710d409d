using Microservices.DeadLetters.Alarms.Detecting;
using Microservices.DeadLetters.Ingest;
using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Microservices.DeadLetters.Reading.Queues;

/// <summary>Tells in one glance what is failing, in the caller's queues.</summary>
internal sealed class OverviewReader(
    DeadLettersDbContext dbContext, QueueStates states, QueueDepths depths, TimeProvider timeProvider)
{
    /// <summary>Reads it: from counts and one look into an index for each queue, however many dead letters there are.</summary>
    public async Task<Overview> ReadAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var known = (await states.ReadAsync(cancellationToken)).ToDictionary(state => state.Queue);
        var lastHour = await LastHourAsync(cancellationToken);
        var waiting = depths.Latest
            .GroupBy(depth => QueueNames.TryGetOwner(depth.Queue, out var owner) ? owner : depth.Queue)
            .ToDictionary(queue => queue.Key, queue => queue.Sum(depth => depth.Messages));
        var queues = known.Keys.Union(waiting.Keys).Where(user.MayUse).Select(name =>
        {
            var state = known.GetValueOrDefault(name);
            return new QueueOverview(name, state?.Open ?? 0, state?.Oldest, lastHour.GetValueOrDefault(name),
                state?.NewGroups ?? 0, depths.IsKnown ? waiting.GetValueOrDefault(name) : null);
        });
        return new Overview(
        [
            .. queues.Where(queue => queue.Open > 0 || queue.LastHour > 0 || queue.NotIngested > 0)
                .OrderBy(queue => queue.OldestAt ?? DateTime.MaxValue).ThenBy(queue => queue.Queue, StringComparer.Ordinal),
        ]);
    }

    // Counts are kept by the hour of the clock: of the one before, the part that is less than an hour ago.
    private async Task<Dictionary<string, long>> LastHourAsync(CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow().UtcDateTime;
        var current = now.Date.AddHours(now.Hour);
        var before = current.AddHours(-1);
        var part = 1 - (now - current).TotalHours;
        var counts = await dbContext.Set<GroupHour>().AsNoTracking().Where(hour => hour.Hour >= before)
            .Join(dbContext.Groups, hour => hour.GroupId, group => group.Id, (hour, group) => new { group.Queue, hour.Hour, hour.Count })
            .GroupBy(hour => new { hour.Queue, hour.Hour })
            .Select(hours => new { hours.Key.Queue, hours.Key.Hour, Count = hours.Sum(hour => hour.Count) })
            .ToListAsync(cancellationToken);
        return counts.GroupBy(count => count.Queue).ToDictionary(queue => queue.Key, queue => (long)Math.Round(
            queue.Sum(count => count.Hour < current ? count.Count * part : count.Count)));
    }
}

/// <summary>The failures of all queues.</summary>
/// <param name="Queues">The queues in which something is, that with the oldest failure first.</param>
public sealed record Overview(IReadOnlyList<QueueOverview> Queues);

/// <summary>The failures of a queue.</summary>
/// <param name="Queue">The consumer's own queue; the broker's dead-letter queue for what is not read from there yet.</param>
/// <param name="Open">Dead letters that are open or being replayed.</param>
/// <param name="OldestAt">When the oldest of them failed first, in UTC; null when there is none.</param>
/// <param name="LastHour">About how many failed in the last hour.</param>
/// <param name="NewGroups">Groups that were first seen in the last hour.</param>
/// <param name="NotIngested">Messages that lie in its dead-letter queues still; null when the broker cannot be asked.</param>
public sealed record QueueOverview(
    string Queue, long Open, DateTime? OldestAt, long LastHour, int NewGroups, long? NotIngested);

/// <summary><c>/api/overview</c></summary>
internal static class OverviewEndpoints
{
    /// <summary>Maps the route.</summary>
    internal static void MapOverviewEndpoints(this IEndpointRouteBuilder app) => app.MapGet("/api/overview", ReadAsync).RequireScope(Scopes.DeadLettersRead)
        .WithTags("Overview").WithName("GetOverview").WithSummary("What is failing, by queue; the oldest failure first.");

    private static async Task<Results<Ok<Overview>, ProblemHttpResult>> ReadAsync(
        OverviewReader reader, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reader.ReadAsync(user, cancellationToken));
}
