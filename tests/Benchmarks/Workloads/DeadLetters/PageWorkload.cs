using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microservices.Benchmarks.Measuring;
using Microservices.Benchmarks.Servers;
using Microservices.Testing;

namespace Microservices.Benchmarks.Workloads.DeadLetters;

/// <summary>How long operators wait when there are many dead letters: over HTTP, one request after the other.</summary>
internal sealed class PageWorkload(PrivatePostgresServer postgres, int rows, int requests)
{
    private const int WarmUp = 8; // the statement is prepared after five
    private const int PageSize = 50;
    private const int DeepPage = 100;

    private static readonly string[] Queues = ["invoice", "email", "shipping"];

    public async Task<IReadOnlyList<PageResult>> RunAsync(CancellationToken cancellationToken)
    {
        await using var station = await Station.CreateAsync(postgres, cancellationToken);
        await using var service = await DeadLetterService.CreateAsync(station, cancellationToken);
        var filled = await LetterTable.FillAsync(station, rows, cancellationToken);
        var size = await SizeAsync(station, cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:#,0} dead letters in {filled.TotalSeconds:0} s, {size}"));
        var samples = await SampleAsync(station, cancellationToken);
        await service.StartAsync();

        var deep = await CursorAsync(service.Http, DeepPage, cancellationToken);
        var results = new List<PageResult>();
        foreach (var (name, path) in Requests(deep, samples))
        {
            results.Add(await MeasureAsync(service.Http, name, path, cancellationToken));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: p95 {results[^1].Percentile(0.95):0.0} ms"));
        }

        return results;
    }

    // Of the one who asks again, no two requests ask for the same, where what is asked for has a value.
    private static IEnumerable<(string Name, Func<int, string> Path)> Requests(string deep, Sample[] samples)
    {
        int Spread(int number, int count) => (int)(number * 7_919L % count);
        Sample Of(int number) => samples[number % samples.Length];
        yield return ("first page", _ => Query(""));
        yield return ("page 100", _ => Query("") + "&cursor=" + deep);
        yield return ("page of a group", number => Query($"group:{1 + Spread(number, 300)}"));
        yield return ("page of the largest group", _ => Query("group:1"));
        yield return ("page of a queue", number => Query($"queue:{Queues[number % Queues.Length]}-order-confirmed"));
        yield return ("groups", _ => "/api/dead-letters/groups?sort=count");
        yield return ("overview", _ => "/api/overview");
        yield return ("body.orderId: one", number => Query($"body.orderId:{Of(number).OrderId} status:*"));
        yield return ("body.customer.id: one in 20,000", number => Query($"body.customer.id:C-{Spread(number, 20_000)} status:*"));
        yield return ("body.shippingAddress.country: 80 %", _ => Query("body.shippingAddress.country:GB"));
        yield return ("body.orderId: none", _ => Query($"body.orderId:{Guid.NewGuid()} status:*"));
        yield return ("ex:Timeout*", _ => Query("ex:Timeout*"));
        yield return ("ex: of none", _ => Query("ex:OutOfMemory*"));
        yield return ("frame: of one group", number => Query($"frame:Step{1 + Spread(number, 300)}. status:*"));
        yield return ("msg: of one", number => Query($"msg:\"A-{Of(number).Id}: \" status:*"));
        yield return ("word of a few", number => Query($"A-{Of(number).Id} status:*"));
        yield return ("word of a third", _ => Query("refused"));
        yield return ("word of none", number => Query($"nothing{number} status:*"));
        yield return ("messageId:", number => Query($"messageId:{Of(number).Key} status:*"));
        yield return ("age:>1h", _ => Query("age:>1h"));
        yield return ("all, counted", _ => Query("status:*"));
        yield return ("a dead letter", number => $"/api/dead-letters/{Of(number).Id}");
    }

    private async Task<PageResult> MeasureAsync(
        HttpClient http, string name, Func<int, string> path, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        var found = "";
        for (var number = -WarmUp; number < requests; number++)
        {
            var clock = Stopwatch.GetTimestamp();
            var answer = await http.GetByteArrayAsync(new Uri(path(Math.Abs(number) + (number < 0 ? requests : 0)), UriKind.Relative), cancellationToken);
            if (number >= 0)
                times.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
            found = Total(answer);
        }

        return new PageResult(name, found, [.. times.Order()]);
    }

    private static string Total(byte[] answer)
    {
        var page = JsonElement.Parse(answer);
        return page.ValueKind is not JsonValueKind.Object || !page.TryGetProperty("total", out var total) ? ""
            : total.ValueKind is JsonValueKind.Null ? "> 10,000" : $"{total.GetInt32()}";
    }

    private static async Task<string> CursorAsync(HttpClient http, int page, CancellationToken cancellationToken)
    {
        var cursor = "";
        for (var number = 1; number < page; number++)
        {
            var answer = JsonElement.Parse(await http.GetByteArrayAsync(new Uri(Query("") + "&cursor=" + cursor, UriKind.Relative), cancellationToken));
            cursor = answer.GetProperty("next").GetString() ?? throw new InvalidOperationException($"There are only {number} pages.");
        }

        return cursor;
    }

    private static string Query(string query) => $"/api/dead-letters?limit={PageSize}&query={Uri.EscapeDataString(query)}";

    // The number of a row is also that of its order.
    private async Task<Sample[]> SampleAsync(Station station, CancellationToken cancellationToken)
    {
        var step = Math.Max(2, rows / (requests + WarmUp));
        var json = await station.ReadAsync<string>($"""
            SELECT jsonb_agg(jsonb_build_object('id', id, 'orderId', body_json -> 'orderId', 'key', message_key))::text
            FROM dead_letters WHERE id % {step} = {step / 2}
            """, cancellationToken);
        return JsonSerializer.Deserialize<Sample[]>(json, JsonSerializerOptions.Web)!; // there are rows
    }

    private static Task<string> SizeAsync(Station station, CancellationToken cancellationToken) => station.ReadAsync<string>("""
        SELECT format('%s, of which indexes %s', pg_size_pretty(pg_total_relation_size('dead_letters')), pg_size_pretty(pg_indexes_size('dead_letters')))
        """, cancellationToken);

    private sealed record Sample(long Id, Guid OrderId, string Key);
}
