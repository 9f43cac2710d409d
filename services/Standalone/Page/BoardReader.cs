using Microservices.Orders.Data;
using Microservices.Orders.Endpoints;
using Microservices.Standalone.Progress;
using Microsoft.EntityFrameworkCore;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Microservices.Standalone.Page;

/// <summary>Reads the board, and says when it has changed.</summary>
internal sealed class BoardReader(IServiceScopeFactory scopes, FulfilmentCounter counter, TimeProvider timeProvider)
{
    private const int OrdersShown = 50;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    internal async Task<Board> ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var dbContext = scope.ServiceProvider.GetRequiredService<OrdersDbContext>();

        var orders = await dbContext.Orders.AsNoTracking().OrderByDescending(x => x.AcceptedAt).ThenByDescending(x => x.OrderId)
            .Take(OrdersShown)
            .Select(x => new { x.OrderId, x.OrderNumber, x.CustomerName, x.CustomerLocale, x.Currency, x.TotalAmount, x.AcceptedAt })
            .ToListAsync(cancellationToken);
        var ids = orders.Select(x => x.OrderId).ToArray();
        var steps = (await dbContext.FulfilmentSteps.AsNoTracking().Where(x => ids.Contains(x.OrderId)).ToListAsync(cancellationToken))
            .ToLookup(x => x.OrderId);

        return new Board(await counter.CountAsync(cancellationToken), [.. orders.Select(x => new BoardOrder(x.OrderId,
            x.OrderNumber, x.CustomerName, x.CustomerLocale, x.Currency, x.TotalAmount, Utc(x.AcceptedAt)!.Value, // not null
            steps[x.OrderId].ToDictionary(y => y.Step, y => Shown(y))))]);
    }

    /// <summary>The board now, and again each time it has changed, at most once a second.</summary>
    internal async IAsyncEnumerable<Board> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        string? shown = null;
        do
        {
            var board = await ReadAsync(cancellationToken);
            var text = JsonSerializer.Serialize(board);
            if (text != shown)
                yield return board;
            shown = text;
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private static BoardStep Shown(FulfilmentStep step)
    {
        var response = FulfilmentStepResponse.From(step);
        return new BoardStep(response.Status, Utc(response.At), response.Reference, response.Detail, response.Backordered);
    }

    // SQLite gives times back without their zone.
    private static DateTime? Utc(DateTime? time) => time is { } known ? DateTime.SpecifyKind(known, DateTimeKind.Utc) : null;
}
