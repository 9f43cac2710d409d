using Microservices.ServiceDefaults.Hosting;
using Microservices.Standalone.Command;
using Microservices.Standalone.Import;

namespace Microservices.Standalone.Hosting;

/// <summary>Starts the host, imports what is to be imported, and waits for the end that was asked for.</summary>
internal static class StandaloneRun
{
    internal static async Task<int> RunAsync(StandaloneSettings settings, CancellationToken cancellationToken)
    {
        DataFolderLock taken;
        try
        {
            taken = DataFolderLock.Take(settings.DataDirectory);
        }
        catch (DataFolderInUseException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.Incomplete;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"--data: {settings.DataDirectory} cannot be used: {exception.Message}");
            return ExitCodes.Usage;
        }

        using var lasting = taken;
        var app = StandaloneHost.Build(settings);
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(
            $"Orders, Email, Inventory and Invoice run at {app.Urls.First()} (data in {settings.DataDirectory}). Ctrl+C ends them."));

        // The import waits for the start and, with --exit, ends the host: one way in, one way out.
        var import = ImportAsync(app, settings, cancellationToken);
        var hosted = await app.RunServiceAsync([], portSettings: "--port (0: any free one)");
        return hosted == ExitCodes.Done ? await import : hosted;
    }

    private static async Task<int> ImportAsync(WebApplication app, StandaloneSettings settings, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Lifetime.ApplicationStopping.Register(() => ended.TrySetResult());
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Lifetime.ApplicationStarted.Register(() => started.TrySetResult());

        var fileImport = app.Services.GetRequiredService<FileImport>();
        var stopping = app.Lifetime.ApplicationStopping;
        await Task.WhenAny(started.Task, ended.Task);
        if (ended.Task.IsCompleted)
            return ExitCodes.Done;

        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        try
        {
            return await fileImport.RunAsync(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // What was accepted is committed; the next start goes on with it.
            return settings.ImportFiles.Count == 0 ? ExitCodes.Done : ExitCodes.Incomplete;
        }
        finally
        {
            if (settings.Exit)
                app.Lifetime.StopApplication();
        }
    }
}
