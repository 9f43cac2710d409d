using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microservices.Testing;
using Microservices.Testing.Pipeline;
using Microservices.Testing.Servers;

namespace Microservices.Compose.Tests.Projects;

/// <summary>
/// The compose file, started as a project of its own with its own ports and volumes, and the orders that were sent to it.
/// Removed with all its data in the end.
/// </summary>
public abstract class ComposeProject : IAsyncLifetime
{
    /// <summary>The services, as Compose names them.</summary>
    public static readonly IReadOnlyList<string> Services = ["orders", "email", "inventory", "invoice", "deadletters"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly string _name = $"fulfilment-test-{Guid.NewGuid():N}"[..24];
    private string? _key; // made by the first start
    private readonly Dictionary<string, string> _environment;
    private readonly string[] _files;
    private int _invoicesTaken;

    /// <param name="overrides">Files of <c>deploy/compose</c> beside the compose file.</param>
    protected ComposeProject(params string[] overrides)
    {
        _files = ["docker-compose.yml", .. overrides.Select(name => $"deploy/compose/{name}")];
        _environment = new()
        {
            ["COMPOSE_PROJECT_NAME"] = _name,
            ["COMPOSE_FILE"] = string.Join(Path.PathSeparator, _files),
            // Not a random one of Docker's: that changes with each start of a container.
            ["ORDERS_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_CONSOLE_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
            ["MAIL_PAGE_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
            ["DEADLETTERS_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
            ["BROKER_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
            ["DEADLETTERS_SMTP_HOST"] = "", // the mails are counted
            ["TAG"] = "test",
        };
        Orders = new HttpClient { BaseAddress = new($"http://127.0.0.1:{_environment["ORDERS_PORT"]}"), Timeout = Patience };
        Mails = new HttpClient { BaseAddress = new($"http://127.0.0.1:{_environment["MAIL_PAGE_PORT"]}") };
    }

    /// <summary>The Orders service.</summary>
    public HttpClient Orders { get; }

    /// <summary>The mail catcher.</summary>
    public HttpClient Mails { get; }

    /// <summary>Where the broker is for those outside, if its port is open.</summary>
    public int BrokerPort => int.Parse(_environment["BROKER_PORT"], CultureInfo.InvariantCulture);

    /// <summary>How many orders the shop has to have accepted so far.</summary>
    public long Accepted { get; private set; }

    /// <summary>Their sum in pounds.</summary>
    public decimal Total { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Settings of the compose file on top of the defaults.</summary>
    protected IDictionary<string, string> Settings => _environment;

    public async ValueTask InitializeAsync()
    {
        await RunAsync("build", "--quiet");
        await RunAsync("up", "-d", "--wait");
        _key = await SecretAsync("api-keys/admin");
        Orders.DefaultRequestHeaders.Add(TestKeys.Header, _key);
    }

    public async ValueTask DisposeAsync()
    {
        Orders.Dispose();
        Mails.Dispose();
        await RunAsync("down", "-v", "--timeout", "5");
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs <c>docker compose</c> on this project.</summary>
    public Task<string> RunAsync(params string[] arguments) =>
        DockerCommand.RunAsync(["compose", .. arguments], _environment);

    /// <summary>Runs <c>docker</c>.</summary>
    public Task<string> DockerAsync(params string[] arguments) => DockerCommand.RunAsync(arguments, _environment);

    /// <summary>Runs a program of the repository with this project's environment.</summary>
    public Task<(int ExitCode, string Output, string Error)> TryAsync(string program, params string[] arguments) =>
        DockerCommand.TryAsync(program, arguments, _environment);

    /// <summary>Asks a service's database, as its superuser.</summary>
    /// <returns>The rows, columns separated by <c>|</c>.</returns>
    public Task<string> QueryAsync(string database, string sql) =>
        RunAsync("exec", "-T", "postgres", "psql", "-U", "postgres", "-d", database, "-v", "ON_ERROR_STOP=1", "-qAtc", sql);

    /// <summary>Asks a service's database for one number.</summary>
    public async Task<decimal> NumberAsync(string database, string sql) =>
        decimal.Parse(await QueryAsync(database, sql), CultureInfo.InvariantCulture);

    /// <summary>A password that the project has made.</summary>
    public Task<string> SecretAsync(string name) => RunAsync("run", "--rm", "-T", "secrets", "show", name);

    /// <summary>Where a container can be reached from this machine, at the ports that are not published too.</summary>
    public async Task<string> HostOfAsync(string service)
    {
        var container = await RunAsync("ps", "-q", service);
        return await DockerAsync("inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", container);
    }

    /// <summary>Has the next real orders stocked, so that every SKU is known, and counts them as expected.</summary>
    public async Task<RealOrders> NextOrdersAsync(int orders)
    {
        var real = RealOrders.ReadAccepted(_invoicesTaken, orders);
        _invoicesTaken += real.Invoices;
        Accepted += real.Accepted;
        Total += real.Total;

        var csv = new StringBuilder("sku,onHand\n");
        foreach (var sku in real.Skus)
            csv.Append(CultureInfo.InvariantCulture, $"\"{sku.Replace("\"", "\"\"", StringComparison.Ordinal)}\",1000000\n");
        using var inventory = Client((await AddressesOfAsync("inventory"))[0]);
        using var content = new StringContent(csv.ToString(), Encoding.UTF8, "text/csv");
        using var answer = await inventory.PostAsync(new Uri("/stock/import", UriKind.Relative), content, Cancellation);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Cancellation));
        return real;
    }

    /// <summary>Sends orders; whoever breaks off in the middle is asked again, as a careful client does.</summary>
    public Task SendAsync(RealOrders orders) => Eventually.Holds(async () =>
    {
        using var content = new StringContent(orders.Csv, Encoding.UTF8, "text/csv");
        using var answer = await Orders.PostAsync(new Uri("/orders/import", UriKind.Relative), content, Cancellation);
        var summary = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return summary.GetProperty("accepted").GetInt64() + summary.GetProperty("duplicates").GetInt64() == orders.Accepted;
    }, $"{orders.Accepted} orders are accepted", Patience, Cancellation);

    /// <summary>Waits until each order has its effects, the mail with its invoice among them.</summary>
    public async Task FulfilledAsync()
    {
        foreach (var (database, effects) in new[]
            { ("email", "deliveries where status = 'Sent'"), ("email", "invoice_deliveries where status = 'Sent'"), ("inventory", "reservations"), ("invoice", "invoice_documents") })
        {
            await Eventually.Holds(async () => await NumberAsync(database, $"select count(*) from {effects}") >= Accepted,
                $"{Accepted} rows of {effects}", Patience, Cancellation);
        }
    }

    /// <summary>Waits until a replica of a service is ready, or is not for a reason.</summary>
    /// <param name="service">The service.</param>
    /// <param name="reason">A part of the reason; null for ready.</param>
    public Task ReadyAsync(string service, string? reason = null) => Eventually.Holds(async () =>
    {
        foreach (var address in await AddressesOfAsync(service))
        {
            using var http = Client(address);
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation);
            var reasons = await answer.Content.ReadAsStringAsync(Cancellation);
            if (reason is null ? answer.IsSuccessStatusCode : reasons.Contains(reason, StringComparison.Ordinal))
                return true;
        }

        return false;
    }, reason is null ? $"{service} is ready" : $"{service} is not ready: {reason}", TimeSpan.FromMinutes(2), Cancellation);

    /// <summary>The sum of a counter over all its labels, of each replica.</summary>
    public async Task<IReadOnlyList<double>> MetricAsync(string service, string name)
    {
        var sums = new List<double>();
        foreach (var address in await AddressesOfAsync(service))
        {
            using var http = Client(address);
            var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancellation);
            sums.Add(metrics.Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal))
                .Sum(line => double.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture)));
        }

        return sums;
    }

    // Not by "docker compose port --index": after a rollout the numbers do not begin at 1.
    private async Task<IReadOnlyList<Uri>> AddressesOfAsync(string service)
    {
        var addresses = new List<Uri>();
        foreach (var container in (await RunAsync("ps", "-q", service)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            addresses.Add(new($"http://{await DockerAsync("port", container, "8080/tcp")}"));
        return addresses;
    }

    private HttpClient Client(Uri address) => new() { BaseAddress = address, DefaultRequestHeaders = { { TestKeys.Header, _key } } };
}
