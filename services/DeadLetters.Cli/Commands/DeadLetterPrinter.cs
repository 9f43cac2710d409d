using System.Text.Json;
using Microservices.DeadLetters.Cli.Output;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary>Writes one dead letter for people.</summary>
internal static class DeadLetterPrinter
{
    internal static void Print(Printer printer, JsonElement letter)
    {
        PrintFacts(printer, letter);
        PrintExceptions(printer, letter);
        PrintHistory(printer, letter);
        PrintHeaders(printer, letter);
        PrintBody(printer, letter);
        if (letter.Text("status") is "open")
            printer.Note($"Replay it: deadletters replay {letter.Text("id")} --dry-run");
    }

    private static void PrintFacts(Printer printer, JsonElement letter) => printer.Fields(
        ("Dead letter", letter.Text("id")),
        ("Status", letter.Text("status")),
        ("Queue", letter.Text("queue")),
        ("Read from", letter.Text("sourceQueue")),
        ("Cause", letter.Text("cause")),
        ("Message", letter.Text("messageType")),
        ("Failed first", printer.Time(letter, "firstFailedAt")),
        ("Failed last", printer.Time(letter, "lastFailedAt")),
        ("Attempts", letter.Text("attempts")),
        ("Failed replays", letter.Text("failedReplays")),
        ("Group", Group(letter)),
        ("Message id", letter.Text("messageId")),
        ("Correlation id", letter.Text("correlationId")),
        ("Trace id", letter.Text("traceId")),
        ("Kept until", printer.Time(letter, "purgeAt")));

    private static string Group(JsonElement letter) => letter.Member("group") is { ValueKind: JsonValueKind.Object } group
        ? $"{group.Text("id")} ({group.Text("title")})"
        : letter.Text("groupId");

    private static void PrintExceptions(Printer printer, JsonElement letter)
    {
        var chain = letter.List("exceptions");
        if (chain.Count > 0 || letter.Text("exceptionType").Length > 0 || letter.Text("exceptionMessage").Length > 0)
            printer.Heading("Exception");
        if (chain.Count == 0 && letter.Text("exceptionMessage") is { Length: > 0 } message)
            printer.Block($"{letter.Text("exceptionType")}: {message}".TrimStart(':', ' '));
        foreach (var exception in chain)
            printer.Block($"{Type(exception)}: {exception.Text("message")}");
        if (letter.Text("stackTrace") is { Length: > 0 } stackTrace)
            printer.Block(stackTrace);
    }

    private static string Type(JsonElement exception) =>
        exception.Text("type") is { Length: > 0 } type ? type : exception.Text("exceptionType");

    private static void PrintHistory(Printer printer, JsonElement letter)
    {
        if (letter.List("timeline") is { Count: > 0 } timeline)
        {
            printer.Heading("Timeline");
            printer.Table(timeline, "", printer.TimeColumn("AT", "at"), Column.Of("WHAT", "kind"), Column.Of("WHO", "actor"),
                Column.Of("", "text"));
        }

        if (letter.List("siblings") is { Count: > 0 } siblings)
        {
            printer.Heading("The same message elsewhere");
            printer.Table(siblings, "", Column.Of("QUEUE", "queue"), new Column("STATE", sibling => sibling.Text("state") is "none"
                ? "no dead letter: processed, or still being retried"
                : sibling.Text("state")));
        }
    }

    private static void PrintHeaders(Printer printer, JsonElement letter)
    {
        var headers = letter.Member("headers");
        foreach (var (table, title) in (ReadOnlySpan<(JsonElement, string)>)
        [
            (letter.Member("properties"), "AMQP properties"), (headers.Member("business"), "Headers"),
            (headers.Member("massTransit"), "MassTransit's headers"), (headers.Member("broker"), "The broker's headers"),
        ])
        {
            if (table is not { ValueKind: JsonValueKind.Object } kind || !kind.EnumerateObject().Any())
                continue;

            printer.Heading(title);
            printer.Fields([.. kind.EnumerateObject()
                .Select(header => (Plain.Line(header.Name), Plain.Line(header.Value.ToString())))]);
        }
    }

    private static void PrintBody(Printer printer, JsonElement letter)
    {
        printer.Heading($"Body ({letter.Text("contentType")}, {letter.Text("bodySize")} bytes)");
        if (letter.Text("body") is { Length: > 0 } body)
            printer.Block(body);
        if (letter.Text("bodyNote") is { Length: > 0 } note)
            printer.Line($"({note} To download: deadletters show {letter.Text("id")} --body > FILE)");
    }
}
