using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace Microservices.Testing.Servers;

/// <summary>The broker's HTTP interface, as far as tests need it.</summary>
internal sealed class RabbitMqManagement : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _user;

    public RabbitMqManagement(Uri address, string userInfo)
    {
        var credentials = Uri.UnescapeDataString(userInfo);
        _user = credentials.Split(':')[0];
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
    }

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(Relative("api/whoami"), cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public async Task CreateVirtualHostAsync(string name, CancellationToken cancellationToken)
    {
        using var created = await _http.PutAsJsonAsync(Relative($"api/vhosts/{name}"), new { }, cancellationToken);
        created.EnsureSuccessStatusCode();
        var everything = new { configure = ".*", write = ".*", read = ".*" };
        using var permitted = await _http.PutAsJsonAsync(
            Relative($"api/permissions/{name}/{Uri.EscapeDataString(_user)}"), everything, cancellationToken);
        permitted.EnsureSuccessStatusCode();
    }

    public async Task DeleteVirtualHostAsync(string name, CancellationToken cancellationToken)
    {
        using var answer = await _http.DeleteAsync(Relative($"api/vhosts/{name}"), cancellationToken);
        if (answer.StatusCode is not HttpStatusCode.NotFound)
        {
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Queues, exchanges, bindings and policies of a virtual host (https://www.rabbitmq.com/docs/definitions).</summary>
    public Task<string> ExportAsync(string virtualHost, CancellationToken cancellationToken) =>
        _http.GetStringAsync(Relative($"api/definitions/{virtualHost}"), cancellationToken);

    /// <summary>Declares what was exported.</summary>
    public async Task ImportAsync(string virtualHost, string definitions, CancellationToken cancellationToken)
    {
        using var content = new StringContent(definitions, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(Relative($"api/definitions/{virtualHost}"), content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<IReadOnlyList<QueueDescription>> ListQueuesAsync(string virtualHost,
        CancellationToken cancellationToken) =>
        await _http.GetFromJsonAsync<List<QueueDescription>>(Relative($"api/queues/{virtualHost}"), cancellationToken)
        ?? throw new InvalidOperationException("The broker answered null for its list of queues.");

    public void Dispose() => _http.Dispose();

    private static Uri Relative(string path) => new(path, UriKind.Relative);
}
