using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microservices.Chaos.Fleets;

namespace Microservices.Chaos.Shopping;

/// <summary>
/// Customers: each asks again with the same Idempotency-Key, now this replica and now that one, until it is answered.
/// </summary>
internal sealed class Shop(Fleet fleet) : IDisposable
{
    private const int MostAtATime = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly ConcurrentBag<Answer> _answers = [];
    private int _turn;
    private long _shed;

    public IReadOnlyCollection<Answer> Answers => _answers;

    /// <summary>How many requests were answered 429: try again later.</summary>
    public long Shed => Interlocked.Read(ref _shed);

    /// <summary>Places orders at a rate; ends when each is answered.</summary>
    public async Task PlaceAsync(IEnumerable<PlannedOrder> orders, double perSecond, CancellationToken cancellationToken)
    {
        using var places = new SemaphoreSlim(MostAtATime);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1 / perSecond));
        var waiting = new List<Task>();
        foreach (var order in orders)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            await places.WaitAsync(cancellationToken);
            waiting.Add(PlaceAsync(order, places, cancellationToken));
        }

        await Task.WhenAll(waiting);
    }

    public void Dispose() => _http.Dispose();

    private async Task PlaceAsync(PlannedOrder order, SemaphoreSlim places, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                if (await AskAsync(order, attempt, cancellationToken) is { } answer)
                {
                    _answers.Add(answer);
                    return;
                }

                await Task.Delay(Pause, cancellationToken);
            }
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<Answer?> AskAsync(PlannedOrder order, int attempt, CancellationToken cancellationToken)
    {
        var replicas = fleet[ServiceNames.Orders].Replicas;
        var port = replicas[(int)((uint)Interlocked.Increment(ref _turn) % replicas.Count)].Process.Port;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/orders")
        {
            Content = new ByteArrayContent(order.ToJson()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add("Idempotency-Key", order.Number);
        var began = Stopwatch.GetTimestamp();
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
                Interlocked.Increment(ref _shed);
            if (response.StatusCode == HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500)
                return null;
            var id = response.StatusCode == HttpStatusCode.Accepted
                ? JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken)).RootElement.GetProperty("orderId").GetGuid()
                : (Guid?)null;
            return new Answer(order, (int)response.StatusCode, id, attempt, DateTimeOffset.UtcNow) { Took = Stopwatch.GetElapsedTime(began) };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            return null; // nobody knows whether it was accepted
        }
    }
}
