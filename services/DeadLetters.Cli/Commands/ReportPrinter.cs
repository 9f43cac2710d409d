using System.Text.Json;
using Microservices.DeadLetters.Cli.Output;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary>Writes what was done, and what was not.</summary>
internal static class ReportPrinter
{
    /// <returns><see cref="ExitCodes.SomeFailed"/> when the report lists what was not done.</returns>
    internal static int Print(Printer printer, JsonElement report)
    {
        var lists = report.ValueKind is JsonValueKind.Object
            ? report.EnumerateObject().Where(member => member.Value.ValueKind is JsonValueKind.Array).ToList()
            : [];
        var isWhole = lists.All(list => list.Value.GetArrayLength() == 0);
        if (printer.IsJson)
            printer.Json(report);
        else if (report.ValueKind is JsonValueKind.Object)
            PrintText(printer, report, lists);

        return isWhole ? ExitCodes.Done : ExitCodes.SomeFailed;
    }

    private static void PrintText(Printer printer, JsonElement report, List<JsonProperty> lists)
    {
        printer.Fields([.. report.EnumerateObject()
            .Where(member => member.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
            .Select(member => (Words(member.Name), member.Value.ToString()))]);
        foreach (var item in lists.SelectMany(list => list.Value.EnumerateArray()))
            printer.Line(Describe(item));
    }

    private static string Describe(JsonElement item) => item.Text("line") is { Length: > 0 } line
        ? $"line {line}: {item.Text("reason")}"
        : item.ValueKind is JsonValueKind.Object
            ? string.Join(", ", item.EnumerateObject().Select(member => $"{Words(member.Name)} {member.Value}"))
            : item.ToString();

    // alreadyThere -> Already there
    private static string Words(string name)
    {
        var words = string.Concat(name.Select(character =>
            char.IsAsciiLetterUpper(character) ? " " + char.ToLowerInvariant(character) : character.ToString()));
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
