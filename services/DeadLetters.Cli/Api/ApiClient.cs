using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microservices.DeadLetters.Cli.Api;

/// <summary>The REST API of the service.</summary>
internal sealed class ApiClient : IDisposable
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly HttpClient _http;
    private readonly TimeSpan _timeout;

    /// <summary>Creates a client.</summary>
    /// <param name="settings">Where the service is, and who asks.</param>
    public ApiClient(ApiSettings settings)
    {
        // A redirect would carry the key to another host.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10) })
        {
            BaseAddress = settings.Address,
            Timeout = Timeout.InfiniteTimeSpan, // set per request: an export takes as long as it takes
        };
        _timeout = TimeSpan.FromSeconds(100);
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("deadletters", null));
        if (settings.ApiKey is { } key)
            _http.DefaultRequestHeaders.Add("X-Api-Key", key);
        if (settings.Token is { } token)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Address = settings.Address;
    }

    /// <summary>The service's address.</summary>
    public Uri Address { get; }

    /// <summary>Asks for a document.</summary>
    /// <param name="path">Path below the address, without a slash in front.</param>
    /// <param name="parameters">Query parameters; those without a value are left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<JsonElement> GetAsync(string path, IEnumerable<(string Name, object? Value)> parameters,
        CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, ApiPath.With(path, parameters)), _timeout, cancellationToken);

    /// <summary>Asks for a document that needs no parameters.</summary>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        GetAsync(path, [], cancellationToken);

    /// <summary>Sends a document.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path below the address.</param>
    /// <param name="body">What is sent as JSON; members that are null are left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<JsonElement> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, options: Options) },
            _timeout, cancellationToken);

    /// <summary>Sends a document that something new is made of.</summary>
    /// <returns>The new one's id, which is the last part of its address.</returns>
    public async Task<string> CreateAsync(string path, object body, CancellationToken cancellationToken)
    {
        Uri? location = null;
        await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: Options) },
            _timeout, cancellationToken, response => location = response.Headers.Location);
        var id = location?.OriginalString.TrimEnd('/').Split('/')[^1];
        return string.IsNullOrEmpty(id)
            ? throw new HttpRequestException("the answer does not say where the new one is.")
            : Uri.UnescapeDataString(id);
    }

    /// <summary>Sends a file, however long that takes.</summary>
    public Task<JsonElement> UploadAsync(string path, Stream content, string mediaType, CancellationToken cancellationToken)
    {
        var body = new StreamContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = body }, Timeout.InfiniteTimeSpan,
            cancellationToken);
    }

    /// <summary>Copies an answer of any size: personal data, which are posted for.</summary>
    public async Task DownloadAsync(string path, IEnumerable<(string Name, object? Value)> parameters, Stream target,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ApiPath.With(path, parameters));
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw await ProblemReader.ReadAsync(response, cancellationToken);

        await response.Content.CopyToAsync(target, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> SendAsync(HttpRequestMessage message, TimeSpan timeout, CancellationToken cancellationToken,
        Action<HttpResponseMessage>? look = null)
    {
        using var request = message;
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(timeout);
        try
        {
            using var response = await _http.SendAsync(request, limited.Token);
            if (!response.IsSuccessStatusCode)
                throw await ProblemReader.ReadAsync(response, limited.Token);

            look?.Invoke(response);
            var text = await response.Content.ReadAsStringAsync(limited.Token);
            return text.Length == 0 ? default : JsonElement.Parse(text);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"no answer within {timeout.TotalSeconds:0} s");
        }
        catch (JsonException)
        {
            throw new HttpRequestException("the answer is no JSON; is this the address of the dead-letter service?");
        }
    }
}

/// <summary>The service refused, or could not do, what was asked.</summary>
internal sealed class ApiException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="message">The words of the service.</param>
    /// <param name="column">Where a query is wrong, from 1, when that is the problem.</param>
    public ApiException(HttpStatusCode status, string message, int? column = null) : base(message)
    {
        Status = status;
        Column = column;
    }

    /// <summary>HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>Where a query is wrong, from 1.</summary>
    public int? Column { get; }
}

/// <summary>Puts addresses together.</summary>
internal static class ApiPath
{
    /// <summary>A path with query parameters; those without a value are left out.</summary>
    internal static string With(string path, IEnumerable<(string Name, object? Value)> parameters)
    {
        var given = parameters
            .Select(parameter => (parameter.Name, Value: Convert.ToString(parameter.Value, CultureInfo.InvariantCulture)))
            .Where(parameter => !string.IsNullOrEmpty(parameter.Value))
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}"); // not null: filtered above
        var query = string.Join('&', given);
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    /// <summary>A path whose last part is a name that may hold anything.</summary>
    internal static string Below(string path, string name) => $"{path}/{Uri.EscapeDataString(name)}";
}

/// <summary>Where the service is, and who asks.</summary>
/// <param name="Address">Its address, ending in a slash.</param>
/// <param name="ApiKey">Key, if there is one.</param>
/// <param name="Token">OIDC access token, if there is one.</param>
internal sealed record ApiSettings(Uri Address, string? ApiKey, string? Token)
{
    /// <summary>Names the address only: the rest is secret.</summary>
    public override string ToString() => Address.ToString();
}
