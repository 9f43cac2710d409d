using Microservices.Chaos.Reporting;
using Microservices.Chaos.Running;
using Spectre.Console;

namespace Microservices.Chaos.Tests;

/// <summary>The report of a run as text.</summary>
internal static class Report
{
    public static string Of(RunResult result)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No });
        console.Profile.Width = 200;
        RunReport.Write(console, result);
        return $"{text}\n{RunReport.Line(result)}";
    }
}
