using System.Text.Encodings.Web;
using System.Text.Json;
using Microservices.DeadLetters.Cli.Running;
using Spectre.Console;

namespace Microservices.DeadLetters.Cli.Output;

/// <summary>Writes results: tables for people, plain columns for pipes, JSON for programs.</summary>
internal sealed class Printer
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // for eyes and programs, never for HTML
    };

    private static readonly JsonSerializerOptions OnOneLine = new(Indented) { WriteIndented = false };

    private readonly CliEnvironment _environment;
    private readonly IAnsiConsole _console;
    private readonly Times _times;

    /// <summary>Creates a printer.</summary>
    /// <param name="environment">Where it writes.</param>
    /// <param name="isJson">Whether results are JSON.</param>
    public Printer(CliEnvironment environment, bool isJson)
    {
        _environment = environment;
        IsJson = isJson;
        _times = new Times(environment.TimeProvider, isRelative: environment.IsOutputTerminal);
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = environment.HasColor ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = environment.HasColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(environment.Output),
        });
        _console.Profile.Width = environment.Width;
    }

    /// <summary>Whether results are JSON.</summary>
    public bool IsJson { get; }

    /// <summary>Writes an answer as JSON.</summary>
    public void Json(JsonElement answer) => _environment.Output.WriteLine(JsonSerializer.Serialize(answer, Indented));

    /// <summary>Writes an answer as one line of JSON, of which many may follow.</summary>
    public void JsonLine(JsonElement answer) => _environment.Output.WriteLine(JsonSerializer.Serialize(answer, OnOneLine));

    /// <summary>Writes a line of a result.</summary>
    public void Line(string text = "") => _environment.Output.WriteLine(Plain.InPlace(text));

    /// <summary>Writes lines of a result.</summary>
    public void Block(string text) => _environment.Output.WriteLine(Plain.Block(text));

    /// <summary>Writes a heading.</summary>
    public void Heading(string text)
    {
        _environment.Output.WriteLine();
        _console.Write(new Text(Plain.Line(text) + "\n", new Style(decoration: Decoration.Bold)));
    }

    /// <summary>Writes names and values below each other; those without a value are left out.</summary>
    public void Fields(params (string Name, string Value)[] fields)
    {
        var given = fields.Where(field => field.Value.Length > 0).ToList();
        var width = given.Select(field => field.Name.Length).DefaultIfEmpty().Max();
        foreach (var (name, value) in given)
            Line($"{name.PadRight(width)}  {value}");
    }

    /// <summary>Tells what goes on, apart from the results.</summary>
    public void Note(string text) => _environment.Error.WriteLine(Plain.InPlace(text));

    /// <summary>Tells that there is more.</summary>
    public void NotePage(JsonElement page)
    {
        if (page.Text("next") is { Length: > 0 } next)
            Note($"The next page: --cursor {next}");
    }

    /// <summary>Clears a terminal; separates from what was before in a pipe.</summary>
    public void Clear()
    {
        if (_environment.HasColor)
            _console.Clear(home: true);
        else
            _environment.Output.WriteLine();
    }

    /// <summary>A time as this reader wants it: <c>3m ago</c> at a terminal, ISO 8601 in a pipe.</summary>
    public string Time(JsonElement row, string member) => _times.Show(row.Text(member));

    /// <summary>A column of times.</summary>
    public Column TimeColumn(string title, string member) => new(title, row => Time(row, member));

    /// <summary>Writes rows as a table.</summary>
    /// <param name="rows">The rows; none is said so.</param>
    /// <param name="nothing">What is said when there is none, to people only.</param>
    /// <param name="columns">The columns; the last takes what is left of the line.</param>
    public void Table(IReadOnlyList<JsonElement> rows, string nothing, params Column[] columns)
    {
        if (rows.Count == 0)
        {
            Note(nothing);
            return;
        }

        var table = new Table { Border = _environment.IsOutputTerminal ? TableBorder.Simple : TableBorder.None };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column.Title, new Style(decoration: Decoration.Bold)))
            {
                Alignment = column.IsRight ? Justify.Right : Justify.Left,
                NoWrap = column != columns[^1],
            });
        }

        foreach (var row in rows)
            table.AddRow(columns.Select(column => Cell(column.Read(row))));
        _console.Write(table);
    }

    // Meaning is in the word; the colour only helps to find it.
    private static Text Cell(string text) => new Text(Plain.Line(text), text switch
    {
        "open" or "new" or "paused" or "skipped" or "notAcknowledged" or "notSendable" => new Style(Color.Yellow),
        "failedAgain" or "failed_again" => new Style(Color.Red),
        "resolved" or "done" or "processed" => new Style(Color.Green),
        _ => Style.Plain,
    });
}

/// <summary>A column of a table.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Read">Takes the text from a row.</param>
/// <param name="IsRight">Whether it stands at the right, as numbers do.</param>
internal sealed record Column(string Title, Func<JsonElement, string> Read, bool IsRight = false)
{
    /// <summary>A column that shows a member as it is.</summary>
    internal static Column Of(string title, string member) => new(title, row => row.Text(member));

    /// <summary>A column of numbers.</summary>
    internal static Column Number(string title, string member) => new(title, row => row.Text(member), IsRight: true);
}
