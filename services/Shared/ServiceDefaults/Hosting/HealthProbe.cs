using System.Globalization;
using System.Text.Json;
using Microservices.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

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
    private const string ManagementKey = $"{HttpOptions.SectionName}:{nameof(HttpOptions.ManagementPort)}";
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
    /// <c>appsettings.json</c> states. What is wrong, or degraded, is written to standard output, one line each, where
    /// <c>docker inspect</c> shows it.
    /// </summary>
    /// <param name="args">The command line.</param>
    /// <returns>The exit code: 0 when the answer is 200, degraded too, else 1.</returns>
    public static Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return AskAsync(FindAddress(Settings(), args.Length > 1 ? "live" : "ready"), Console.Out);
    }

    internal static async Task<int> AskAsync(Uri address, TextWriter output)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout };
        try
        {
            using var response = await http.GetAsync(address);
            foreach (var line in ReasonsOf(await response.Content.ReadAsStringAsync()))
                await output.WriteLineAsync(line);
            return response.IsSuccessStatusCode ? Healthy : Unhealthy;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await output.WriteLineAsync($"{address}: {exception.GetBaseException().Message}");
            return Unhealthy;
        }
    }

    internal static Uri FindAddress(IConfiguration configuration, string which)
    {
        // The management port gives the reasons.
        var port = NullIfEmpty(configuration[ManagementKey]) ?? ListeningAddresses.Of(configuration).Select(PortOf).FirstOrDefault(port => port is not null)
            ?? configuration[DefaultPort.Key]
            ?? ContainerPort;
        return new Uri($"http://127.0.0.1:{port}/health/{which}");
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static IConfigurationRoot Settings() => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddEnvironmentVariables("DOTNET_")
        .AddEnvironmentVariables("ASPNETCORE_")
        .AddEnvironmentVariables()
        .Build();

    // "http://+:8080" is no valid Uri.
    private static string? PortOf(string address) =>
        Uri.TryCreate(address.Replace("+", "localhost", StringComparison.Ordinal).Replace("*", "localhost", StringComparison.Ordinal),
            UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp ? uri.Port.ToString(CultureInfo.InvariantCulture) : null;

    // "smtp is Degraded: The mail server …"; an answer that is not the service's own is shown as it is.
    private static IEnumerable<string> ReasonsOf(string answer)
    {
        try
        {
            using var report = JsonDocument.Parse(answer);
            if (!report.RootElement.TryGetProperty("checks", out var checks))
            {
                var status = report.RootElement.GetProperty("status").GetString();
                return status == nameof(HealthStatus.Healthy) ? [] : [$"The service is {status}; {SettingText.KeyOf(ManagementKey)} names the port that says why."];
            }

            return
            [
                .. checks.EnumerateArray()
                    .Select(check => (Name: check.GetProperty("name"), Status: check.GetProperty("status").GetString(), Reason: check.GetProperty("reason")))
                    .Where(check => check.Status != nameof(HealthStatus.Healthy))
                    .Select(check => $"{check.Name} is {check.Status}: {check.Reason.GetString()?.ReplaceLineEndings(" ")}")
            ];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [answer];
        }
    }
}
