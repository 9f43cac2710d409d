using System.Diagnostics;
using System.Security.Cryptography;
using Microservices.Testing;
using Microservices.Testing.Pipeline;
using Npgsql;

namespace Microservices.Integration.Tests.DeadLetters;

/// <summary>What on-call has: two replicas of the dead letters' service beside a pipeline, and the command line.</summary>
internal sealed class DeadLetterDesk : IAsyncDisposable
{
    private readonly string _key = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private readonly string _database;

    private DeadLetterDesk(string database, string broker, Uri management)
    {
        _database = database;
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Database"] = database,
            ["ConnectionStrings__Broker"] = broker,
            ["DeadLetters__Ingest__ManagementUrl"] = management.ToString(),
            ["DeadLetters__Ingest__DiscoveryInterval"] = "00:00:00.500",
            ["DeadLetters__Replay__PublishingLease"] = "00:00:05",
        };
        foreach (var (key, value) in TestKeys.Settings(0, "ada", _key, ["deadletters.administer"]))
            settings[key] = value;
        First = new ServiceProcess("DeadLetters", settings, Cancellation);
        Second = new ServiceProcess("DeadLetters", settings, Cancellation);
    }

    /// <summary>The replica that the command line asks.</summary>
    public ServiceProcess First { get; }

    /// <summary>Another one on the same database.</summary>
    public ServiceProcess Second { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts the first replica.</summary>
    /// <param name="pipeline">Whose dead letters these are.</param>
    /// <param name="broker">The pipeline's broker; the shared one when there is none.</param>
    public static async Task<DeadLetterDesk> StartAsync(OrderPipeline pipeline, RabbitMqAddress? broker = null)
    {
        var management = (broker ?? await RabbitMqServer.GetAddressAsync(Cancellation)).Management;
        var desk = new DeadLetterDesk(await MigratedServices.CreateAsync("DeadLetters", pipeline.Broker, Cancellation),
            pipeline.Broker.ConnectionString, management);
        await desk.First.StartAsync();
        return desk;
    }

    /// <summary>Runs the program <c>deadletters</c> to its end.</summary>
    public async Task<CliResult> RunAsync(params string[] arguments)
    {
        var folder = Path.Combine(TestData.RepositoryRoot, "services", "DeadLetters.Cli", "bin",
            new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0"); // a program is never in the root
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "deadletters.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DEADLETTERS_URL"] = $"http://127.0.0.1:{First.Port}", ["DEADLETTERS_API_KEY"] = _key },
        };
        using var process = Process.Start(start)!; // UseShellExecute is off
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Cancellation), process.StandardError.ReadToEndAsync(Cancellation));
        await process.WaitForExitAsync(Cancellation);
        var result = new CliResult(process.ExitCode, await output, await error);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"$ deadletters {string.Join(' ', arguments)}\n{result.Output}{result.Error}(exit code {result.ExitCode})");
        return result;
    }

    /// <summary>Counts rows of the service's database.</summary>
    public async Task<long> CountAsync(string from)
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand($"select count(*) from {from}", connection);
        return (long)(await command.ExecuteScalarAsync(Cancellation))!; // a count is never NULL
    }

    /// <summary>Waits until so many dead letters of a queue are stored.</summary>
    public Task HasAsync(string queue, long letters, TimeSpan patience) => Eventually.Holds(
        async () => await CountAsync($"dead_letters where queue = '{queue}'") >= letters,
        $"{letters} dead letters of {queue}", patience, Cancellation);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
    }
}
