using Spectre.Console;

namespace Microservices.Benchmarks.Reporting;

/// <summary>Tables that can be pasted into a document as they are printed.</summary>
internal static class MarkdownTable
{
    private const int Width = 240;

    /// <summary>Makes a table: the first column's texts to the left, the others' numbers to the right.</summary>
    public static Table Create(params IReadOnlyList<string> headers)
    {
        var table = new Table { Border = TableBorder.Markdown };
        for (var i = 0; i < headers.Count; i++)
            table.AddColumn(new TableColumn(headers[i]) { NoWrap = true, Alignment = i == 0 ? Justify.Left : Justify.Right });
        return table;
    }

    /// <summary>Writes it to standard output, without colours.</summary>
    public static void Write(Table table)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No });
        console.Profile.Width = Width;
        console.Write(table);
    }
}
