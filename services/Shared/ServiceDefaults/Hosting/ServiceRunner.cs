using Microservices.ServiceDefaults.Configuration;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>Runs a service, or migrates its databases, and turns the outcome into an exit code.</summary>
internal sealed class ServiceRunner(WebApplication app, TextWriter output, TextWriter error, string portSettings)
{
    private const int Succeeded = 0;
    private const int Failed = 1;

    // Of the time to stop: orderly ends that are a little late are not cut off.
    private const double LastMoment = 1.2;

    public async Task<int> RunAsync()
    {
        var atMost = app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout * LastMoment;
        var overdue = OverdueAsync(atMost, app.Lifetime.ApplicationStopping);
        var run = RunToEndAsync();
        if (await Task.WhenAny(run, overdue) == run)
            return await run;

        // The host waits for ever for a service that does not stop, whatever its timeout.
        await error.WriteLineAsync($"{app.Environment.ApplicationName} was told to stop and has not in {atMost:c}. It ends now; "
            + "what it had not finished, another replica or its next start does.");
        return Failed;
    }

    private async Task<int> RunToEndAsync()
    {
        await using (app)
        {
            // Before the host does, which would log the failure with its stack trace.
            if (!await ReportAsync(FindProblems()) || !await ReportAsync(FindTakenAddresses()))
                return Failed;

            try
            {
                await app.StartAsync();
            }
            catch (Exception exception)
            {
                await ReportAsync([.. ToMessages(exception)]);
                return Failed;
            }

            await app.WaitForShutdownAsync();
            return HasFailedService() ? Failed : Succeeded;
        }
    }

    public async Task<int> MigrateAsync()
    {
        await using (app)
        {
            var problems = app.Services.GetServices<StartupProblem>().Where(problem => problem.PreventsMigration);
            if (!await ReportAsync([.. problems.Select(problem => problem.Message).Distinct()], "migrate"))
                return Failed;

            try
            {
                var stopping = app.Lifetime.ApplicationStopping;
                await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(output, stopping);
                if (app.Services.GetService<TopologyDeployment>() is { } topology)
                    await topology.DeployAsync(output, stopping);
                return Succeeded;
            }
            catch (Exception exception)
            {
                await ReportAsync([.. ToMessages(exception)], "migrate");
                return Failed;
            }
        }
    }

    private static async Task OverdueAsync(TimeSpan atMost, CancellationToken stopping)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(atMost, CancellationToken.None);
    }

    // A background service that throws stops the host, which logs why, as cleanly as SIGTERM does.
    private bool HasFailedService() => app.Services.GetServices<IHostedService>().OfType<BackgroundService>()
        .Any(service => service.ExecuteTask is { IsFaulted: true });

    private List<string> FindProblems()
    {
        try
        {
            app.Services.GetService<IStartupValidator>()?.Validate();
            return [];
        }
        catch (Exception exception)
        {
            // Several invalid sections come as one AggregateException.
            var exceptions = exception is AggregateException aggregate
                ? aggregate.Flatten().InnerExceptions.AsEnumerable()
                : [exception];
            return [.. exceptions.SelectMany(ToMessages).Distinct().Order(StringComparer.Ordinal)];
        }
    }

    private static IEnumerable<string> ToMessages(Exception exception) =>
        exception is OptionsValidationException invalid ? invalid.Failures : [OneLine(exception)];

    private List<string> FindTakenAddresses() =>
    [
        .. ListeningAddresses.Of(app.Configuration).Select(AddressProbe.FindProblem).OfType<string>()
            .Select(problem => $"{problem}; stop what uses it, or change {portSettings}.")
    ];

    private async Task<bool> ReportAsync(List<string> problems, string what = "start")
    {
        if (problems.Count == 0)
            return true;

        // One line for one problem; else a line each, so that each can be found.
        var failure = $"{app.Environment.ApplicationName} could not {what}:";
        await error.WriteLineAsync(problems.Count == 1
            ? $"{failure} {problems[0]}"
            : string.Join(Environment.NewLine, [failure, .. problems.Select(problem => $"  {problem}")]));
        return false;
    }

    private static string OneLine(Exception exception)
    {
        var message = exception.Message.ReplaceLineEndings(" ").Trim();
        var cause = exception.GetBaseException();
        return cause == exception || message.Contains(cause.Message, StringComparison.Ordinal)
            ? message
            : $"{message} {cause.Message.ReplaceLineEndings(" ").Trim()}";
    }
}
