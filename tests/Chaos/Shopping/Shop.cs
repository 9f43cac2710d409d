using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microservices.Chaos.Fleets;
using Microservices.Testing.Pipeline;

namespace Microservices.Chaos.Shopping;

/// <summary>
/// Customers: each asks again with the same Idempotency-Key, now this replica and now that one, until it is answered; who is
/// answered 429 waits as long as it is told to.
/// </summary>
/// <param name="fleet">Whom to ask.</param>
/// <param name="mostAtATime">How many customers there are at most: more come only when some are done.</param>
internal sealed class Shop(Fleet fleet, int mostAtATime = 64) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly HttpClient _http = new()
    {
        Timeout = TimeSpan.FromSeconds(10),
        DefaultRequestHeaders = { { TestKeys.Header, TestKeys.Everything } },
    };
    private readonly ConcurrentBag<Answer> _answers = [];
    private readonly ConcurrentBag<Refusal> _refusals = [];
    private int _turn;
    private long _unanswered;
    private long _failed;

    public IReadOnlyCollection<Answer> Answers => _answers;

    /// <summary>The requests that were answered 429.</summary>
    public IReadOnlyCollection<Refusal> Refusals => _refusals;

    /// <summary>How many requests broke or were given up after ten seconds.</summary>
    public long Unanswered => Interlocked.Read(ref _unanswered);

    /// <summary>How many were answered 5xx.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Places orders at a rate, however long the answers take; ends when each is answered.</summary>
    public async Task PlaceAsync(IEnumerable<PlannedOrder> orders, double perSecond, CancellationToken cancellationToken)
    {
        using var places = new SemaphoreSlim(mostAtATime, mostAtATime);
        var clock = Stopwatch.StartNew();
        var waiting = new List<Task>();
        foreach (var order in orders)
        {
            var due = TimeSpan.FromSeconds((waiting.Count + 1) / perSecond);
            if (due > clock.Elapsed)
                await Task.Delay(due - clock.Elapsed, cancellationToken);
            await places.WaitAsync(cancellationToken);
            waiting.Add(PlaceAsync(order, places, cancellationToken));
        }

        await Task.WhenAll(waiting);
    }

    public void Dispose() => _http.Dispose();

    private async Task PlaceAsync(PlannedOrder order, SemaphoreSlim places, CancellationToken cancellationToken)
    {
        var asked = DateTimeOffset.UtcNow;
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var (answer, pause) = await AskAsync(order, attempt, cancellationToken);
                if (answer is not null)
                {
                    _answers.Add(answer with { Asked = asked });
                    return;
                }

                await Task.Delay(pause, cancellationToken);
            }
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<(Answer? Answer, TimeSpan Pause)> AskAsync(PlannedOrder order, int attempt, CancellationToken cancellationToken)
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
            {
                _refusals.Add(new Refusal(DateTimeOffset.UtcNow, Stopwatch.GetElapsedTime(began)));
                return (null, response.Headers.RetryAfter?.Delta ?? throw new InvalidOperationException("429 came without Retry-After."));
            }

            if ((int)response.StatusCode >= 500)
                return Unknown(ref _failed);
            var id = response.StatusCode == HttpStatusCode.Accepted
                ? JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken)).RootElement.GetProperty("orderId").GetGuid()
                : (Guid?)null;
            return (new Answer(order, (int)response.StatusCode, id, attempt, DateTimeOffset.UtcNow) { Took = Stopwatch.GetElapsedTime(began) }, default);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            return Unknown(ref _unanswered);
        }

        // Nobody knows whether it was accepted.
        static (Answer?, TimeSpan) Unknown(ref long count)
        {
            Interlocked.Increment(ref count);
            return (null, Pause);
        }
    }
}
