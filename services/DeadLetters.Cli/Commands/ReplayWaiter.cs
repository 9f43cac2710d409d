using System.Net;
using System.Text.Json;
using Microservices.DeadLetters.Cli.Api;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary>Follows a replay to its end.</summary>
internal static class ReplayWaiter
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // The replay outlives a restart of the service; so does the one who waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <returns><see cref="ExitCodes.Done"/> when each of its messages was processed.</returns>
    internal static async Task<int> WaitAsync(CommandContext context, string id)
    {
        var last = "";
        try
        {
            while (true)
            {
                var replay = await AskAsync(context, id);
                var line = ReplayPrinter.Progress(replay);
                if (line != last)
                    context.Printer.Note(line);
                last = line;

                if (ReplayPrinter.IsAtRest(replay))
                    return ReplayPrinter.PrintResult(context.Printer, replay);
                await Task.Delay(Interval, context.Environment.TimeProvider, context.CancellationToken);
            }
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            context.Printer.Note($"Stopped looking; the replay goes on. Look again: deadletters replays {id} --wait. "
                + $"Stop it: deadletters cancel {id} --reason TEXT");
            return ExitCodes.Interrupted;
        }
    }

    private static async Task<JsonElement> AskAsync(CommandContext context, string id)
    {
        var clock = context.Environment.TimeProvider;
        var start = clock.GetTimestamp();
        var isToldOf = false;
        while (true)
        {
            try
            {
                return await context.Api.GetAsync(ApiPath.Below("api/replays", id), context.CancellationToken);
            }
            catch (Exception exception) when (IsPassing(exception) && clock.GetElapsedTime(start) < Patience)
            {
                if (!isToldOf)
                    context.Printer.Note($"The service does not answer ({exception.Message}); the replay is stored there. Still trying.");
                isToldOf = true;
                await Task.Delay(Interval, clock, context.CancellationToken);
            }
        }
    }

    /// <summary>Whether the same may be answered a moment later: the service restarts, or has too much to do.</summary>
    internal static bool IsPassing(Exception exception) => exception is HttpRequestException
        or ApiException { Status: >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests };
}
