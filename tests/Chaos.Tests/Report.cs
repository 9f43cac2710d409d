using Microservices.Chaos.Fuzzing;
using Microservices.Chaos.Reporting;
using Microservices.Chaos.Running;
using Spectre.Console;

namespace Microservices.Chaos.Tests;

/// <summary>The report of a run as text.</summary>
internal static class Report
{
    public static string Of(RunResult result) => $"{Write(console => RunReport.Write(console, result))}\n{RunReport.Line(result)}";

    public static string Of(FuzzResult result) => Write(console => RunReport.Write(console, result));

    private static string Write(Action<IAnsiConsole> write)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No });
        console.Profile.Width = 200;
        write(console);
        return text.ToString();
    }
}
