using System.Text.Json;
using Microservices.DeadLetters.Cli.Output;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary>Writes how a replay stands.</summary>
internal static class ReplayPrinter
{
    private static readonly (string Member, string Name)[] Counts =
    [
        ("processed", "processed"), ("failedAgain", "failed again"), ("notAcknowledged", "not acknowledged"), ("notSendable", "not sendable"),
        ("skipped", "skipped"), ("published", "published"), ("publishing", "publishing"), ("queued", "queued"),
    ];

    /// <summary>Whether nothing more happens by itself.</summary>
    internal static bool IsAtRest(JsonElement replay) => replay.Text("state") is "done" or "cancelled" or "paused";

    /// <summary>How it stands, in one line.</summary>
    internal static string Progress(JsonElement replay)
    {
        var counts = replay.Member("counts");
        var stage = Stage(replay) is { Length: > 0 } name ? $", {name}" : "";
        var numbers = Counts.Where(count => counts.Number(count.Member) > 0)
            .Select(count => $"{counts.Number(count.Member)} {count.Name}");
        return $"{replay.Text("state")}{stage}: {string.Join(", ", numbers)}";
    }

    private static string Stage(JsonElement replay) => !replay.IsTrue("canary") ? "" : replay.Text("stage") switch
    {
        "0" => "the first one",
        "1" => "the next ten",
        "2" => "the rest",
        var other => other,
    };

    /// <summary>Writes how it ended.</summary>
    /// <returns><see cref="ExitCodes.Done"/> when each of its messages was processed.</returns>
    internal static int PrintResult(Printer printer, JsonElement replay)
    {
        if (printer.IsJson)
        {
            printer.Json(replay);
        }
        else
        {
            Print(printer, replay);
            if (replay.Text("state") is "paused")
                printer.Note($"Go on: deadletters resume {replay.Text("number")} --reason TEXT. "
                    + $"Or not: deadletters cancel {replay.Text("number")} --reason TEXT");
        }

        var counts = replay.Member("counts");
        var rest = Counts.Where(count => count.Member != "processed").Sum(count => counts.Number(count.Member));
        return replay.Text("state") is "done" && rest == 0 ? ExitCodes.Done : ExitCodes.SomeFailed;
    }

    /// <summary>Writes everything about it.</summary>
    internal static void Print(Printer printer, JsonElement replay)
    {
        var counts = replay.Member("counts");
        printer.Fields([
            ("Replay", replay.Text("number")),
            ("Id", replay.Text("id")),
            ("State", replay.Text("state")),
            ("Stage", Stage(replay)),
            ("Paused", replay.Text("pausedReason")),
            ("Reason", replay.Text("reason")),
            ("Ticket", replay.Text("ticket")),
            ("By", replay.Text("actor")),
            ("Query", replay.Text("query")),
            ("Rate", replay.Text("rate")),
            ("Begun", printer.Time(replay, "createdAt")),
            ("Ended", printer.Time(replay, "finishedAt")),
            .. Counts.Where(count => counts.Number(count.Member) > 0)
                .Select(count => (char.ToUpperInvariant(count.Name[0]) + count.Name[1..], counts.Text(count.Member))),
        ]);
        if (replay.Number("arrivedSince") is var arrived and > 0)
            printer.Note($"{arrived} arrived since that match too; they are not part of it.");
        var problems = counts.Number("failedAgain") + counts.Number("notAcknowledged") + counts.Number("skipped") + counts.Number("notSendable");
        if (problems > 0)
            printer.Note($"Which: deadletters replays {replay.Text("number")} --items");
    }
}
