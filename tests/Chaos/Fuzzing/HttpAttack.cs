using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microservices.Chaos.Fleets;
using Microservices.Testing.Pipeline;

namespace Microservices.Chaos.Fuzzing;

/// <summary>Sends inputs to the HTTP interfaces and looks at the answers.</summary>
internal sealed class HttpAttack(Fleet fleet) : IDisposable
{
    private const int LongestQuery = 2_000; // a request line has at most 8 KiB, and each byte may take three

    private static readonly string[] Keys = ["", " ", "key", new string('k', 300), "\t", "é", "a,b"];

    private readonly HttpClient _http = new()
    {
        Timeout = TimeSpan.FromSeconds(60),
        DefaultRequestHeaders = { { TestKeys.Header, TestKeys.Everything } },
    };
    private readonly ConcurrentBag<FuzzAnswer> _answers = [];

    public IReadOnlyCollection<FuzzAnswer> Answers => _answers;

    /// <summary>Sends inputs.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="atATime">How many at a time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task SendAsync(IEnumerable<FuzzInput> inputs, int atATime, CancellationToken cancellationToken) => Parallel.ForEachAsync(inputs,
        new ParallelOptions { MaxDegreeOfParallelism = atATime, CancellationToken = cancellationToken },
        async (input, cancellation) => _answers.Add(await SendAsync(input, cancellation)));

    public void Dispose() => _http.Dispose();

    private async Task<FuzzAnswer> SendAsync(FuzzInput input, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await SendUntilTakenAsync(input, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return new FuzzAnswer(input, (int)response.StatusCode, FindFault(input.Target, response, body));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            return new FuzzAnswer(input, 0, exception.Message);
        }
    }

    private async Task<HttpResponseMessage> SendUntilTakenAsync(FuzzInput input, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var request = Request(input);
            var response = await _http.SendAsync(request, cancellationToken);
            if (response.StatusCode != HttpStatusCode.TooManyRequests || response.Headers.RetryAfter?.Delta is not { } pause)
                return response;
            response.Dispose();
            await Task.Delay(pause, cancellationToken);
        }
    }

    private HttpRequestMessage Request(FuzzInput input)
    {
        if (input.Target == FuzzTarget.Queries)
            return new HttpRequestMessage(HttpMethod.Get, AddressOf(ServiceNames.DeadLetters, $"/api/dead-letters?query={Escape(input.Body)}"));

        var request = new HttpRequestMessage(HttpMethod.Post, input.Target switch
        {
            FuzzTarget.Orders => AddressOf(ServiceNames.Orders, "/orders"),
            FuzzTarget.Replays => AddressOf(ServiceNames.DeadLetters, "/api/replays"),
            _ => AddressOf(ServiceNames.Orders, "/orders/import"),
        })
        {
            Content = new ByteArrayContent(input.Body),
        };
        if (input.ContentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", input.ContentType);
        if (input.Noise != 0 && Keys[input.Noise % Keys.Length] is var key && Ascii.IsValid(key)) // the client sends no other
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return request;
    }

    private static string? FindFault(FuzzTarget target, HttpResponseMessage response, byte[] body)
    {
        var status = (int)response.StatusCode;
        int[] allowed = target switch
        {
            FuzzTarget.Orders => [202, 400, 409, 413, 415, 422],
            FuzzTarget.Queries => [200, 400],
            FuzzTarget.Replays => [200, 202, 400, 404, 409, 413, 415, 422],
            _ => [200, 400, 413, 415],
        };
        if (!allowed.Contains(status))
            return $"was answered {status}: {Encoding.UTF8.GetString(body)}";
        if (status >= 400)
            return FindProblemFault(status, response.Content.Headers.ContentType, body);
        return target is FuzzTarget.Csv or FuzzTarget.NdJson ? FindImportFault(body) : null;
    }

    // https://www.rfc-editor.org/rfc/rfc9457
    private static string? FindProblemFault(int status, MediaTypeHeaderValue? contentType, byte[] body)
    {
        if (contentType?.MediaType != "application/problem+json")
            return $"was answered {status} with {contentType?.MediaType ?? "nothing"}, not with a problem";

        using var problem = JsonDocument.Parse(body);
        var says = problem.RootElement.TryGetProperty("errors", out var errors) && errors.EnumerateObject().Any()
            || problem.RootElement.TryGetProperty("detail", out var detail) && detail.GetString() is { Length: > 0 };
        return says ? null : $"was answered {status} with a problem that does not tell what is wrong: {Encoding.UTF8.GetString(body)}";
    }

    private static string? FindImportFault(byte[] body)
    {
        using var summary = JsonDocument.Parse(body);
        var rejections = summary.RootElement.GetProperty("rejections").EnumerateArray().ToList();
        if (rejections.Count + summary.RootElement.GetProperty("rejectionsOmitted").GetInt64() != summary.RootElement.GetProperty("rejected").GetInt64())
            return $"the import lists {rejections.Count} rejections and counts others: {Encoding.UTF8.GetString(body)}";
        var mute = rejections.Find(rejection => rejection.GetProperty("lines").GetString() is not { Length: > 0 }
            || rejection.GetProperty("message").GetString() is not { Length: > 0 });
        return mute.ValueKind == JsonValueKind.Undefined ? null : $"the import rejects without line or reason: {mute}";
    }

    private string AddressOf(string service, string path) => $"http://127.0.0.1:{fleet[service].Replicas[0].Process.Port}{path}";

    private static string Escape(byte[] query) =>
        string.Concat(query.Take(LongestQuery).Select(one => char.IsAsciiLetterOrDigit((char)one) ? $"{(char)one}" : $"%{one:X2}"));
}
