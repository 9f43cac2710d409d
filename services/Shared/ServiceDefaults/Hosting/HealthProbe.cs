using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>
/// Asks the service that runs on this machine how it is, for a container's health check: an image needs no other program
/// for it. Builds no host, so that a probe costs little.
/// </summary>
public static class HealthProbe
{
    private const int Healthy = 0;
    private const int Unhealthy = 1;
    private const string ContainerPort = "8080";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);

    /// <summary>Whether the command line is <c>health</c>, or <c>health live</c>.</summary>
    /// <param name="args">The command line.</param>
    /// <returns><see langword="true"/> when <see cref="RunAsync"/> is to be called instead of starting the service.</returns>
    public static bool IsAsked(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return args is ["health"] or ["health", "live"];
    }

    /// <summary>
    /// Asks <c>/health/ready</c>, or <c>/health/live</c> after <c>health live</c>, on the port that the environment or
    /// <c>appsettings.json</c> states. What is wrong is written to standard output, where <c>docker inspect</c> shows it.
    /// </summary>
    /// <param name="args">The command line.</param>
    /// <returns>The exit code: 0 when the answer is 200, else 1.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);

        var address = FindAddress(args.Length > 1 ? "live" : "ready");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout };
        try
        {
            using var response = await http.GetAsync(address);
            if (response.IsSuccessStatusCode)
                return Healthy;

            Console.WriteLine(await response.Content.ReadAsStringAsync());
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            Console.WriteLine($"{address}: {exception.GetBaseException().Message}");
        }

        return Unhealthy;
    }

    private static Uri FindAddress(string which)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables("DOTNET_")
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddEnvironmentVariables()
            .Build();
        var port = FirstOf(configuration["http_ports"])
            ?? PortOf(FirstOf(configuration["urls"]))
            ?? configuration[DefaultPort.Key]
            ?? ContainerPort;
        return new Uri($"http://127.0.0.1:{port}/health/{which}");
    }

    private static string? FirstOf(string? list) =>
        list?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();

    // "http://+:8080" is no valid Uri.
    private static string? PortOf(string? url) => url is null ? null
        : Uri.TryCreate(url.Replace("+", "localhost", StringComparison.Ordinal).Replace("*", "localhost", StringComparison.Ordinal),
            UriKind.Absolute, out var uri) ? uri.Port.ToString(CultureInfo.InvariantCulture) : null;
}
