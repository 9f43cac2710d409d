// Stands in for tests/Testing until it has landed.
#pragma warning disable
using RabbitMQ.Client;
using System.Net.Http.Headers;
using System.Text;

namespace Microservices.Testing;

internal static class RabbitMqServer
{
    public static async Task<RabbitMqVirtualHost> CreateVirtualHostAsync(CancellationToken ct)
    {
        var name = "t" + Guid.NewGuid().ToString("N")[..10];
        await new RabbitMqVirtualHost(name).Call(HttpMethod.Put, $"vhosts/{name}");
        await new RabbitMqVirtualHost(name).Call(HttpMethod.Put, $"permissions/{name}/guest", "{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}");
        return new RabbitMqVirtualHost(name);
    }
}

internal sealed class RabbitMqVirtualHost(string name) : IAsyncDisposable
{
    public string ConnectionString => new UriBuilder(Environment.GetEnvironmentVariable("TEST_RABBITMQ") ?? "amqp://guest:guest@127.0.0.1:5679") { Path = name }.Uri.ToString();
    static readonly HttpClient Http = new() { BaseAddress = new Uri((Environment.GetEnvironmentVariable("TEST_RABBITMQ_MANAGEMENT") ?? "http://guest:guest@127.0.0.1:15679") + "/api/") };
    public async Task<string> Call(HttpMethod m, string path, string? body = null)
    {
        var r = new HttpRequestMessage(m, path);
        r.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("guest:guest")));
        if (body != null || m == HttpMethod.Put) r.Content = new StringContent(body ?? "{}", Encoding.UTF8, "application/json");
        var a = await Http.SendAsync(r);
        a.EnsureSuccessStatusCode();
        return await a.Content.ReadAsStringAsync();
    }
    public async ValueTask DisposeAsync() => await Call(HttpMethod.Delete, $"vhosts/{name}");
}

internal static class PostgresServer
{
    public static async Task<string> CreateDatabaseAsync(CancellationToken ct)
    {
        var server = Environment.GetEnvironmentVariable("TEST_POSTGRES") ?? "Host=127.0.0.1;Port=5439;Username=postgres;Password=postgres";
        var db = "t" + Guid.NewGuid().ToString("N")[..10];
        await using var c = new Npgsql.NpgsqlConnection(server + ";Database=postgres");
        await c.OpenAsync(ct);
        await using var cmd = c.CreateCommand(); cmd.CommandText = $"CREATE DATABASE {db}"; await cmd.ExecuteNonQueryAsync(ct);
        return server + ";Database=" + db;
    }
}

internal static class Eventually
{
    public static async Task Holds(Func<Task<bool>> condition, string what, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var sw = System.Diagnostics.Stopwatch.StartNew();
        while (!await condition())
        {
            if (sw.Elapsed > (timeout ?? TimeSpan.FromSeconds(30))) throw new TimeoutException("Waited for " + what);
            await Task.Delay(50, cancellationToken);
        }
    }
}
