using System.CommandLine;
using System.Globalization;
using Microservices.Chaos.Overloading;
using Microservices.Chaos.Reporting;
using Spectre.Console;

namespace Microservices.Chaos.Commands;

/// <summary>Asks for more than can be done.</summary>
internal static class OverloadCommand
{
    public static Command Create()
    {
        var factor = new Option<double>("--factor") { Description = "How many times the rate that was measured as sustainable.", DefaultValueFactory = _ => 10 };
        var seconds = new Option<int>("--seconds") { Description = "How long.", DefaultValueFactory = _ => 10 };
        factor.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 1 and <= 1_000))
                result.AddError($"{factor.Name} must be 1 to 1000.");
        });
        seconds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is not (>= 1 and <= 3_600))
                result.AddError($"{seconds.Name} must be 1 to 3600.");
        });
        var command = new Command("overload", "Measures how many orders a second the services sustain, offers ten times as many, and judges what came of it.")
        {
            factor, seconds,
        };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments.GetValue(factor), arguments.GetValue(seconds), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(double factor, int seconds, CancellationToken cancellationToken)
    {
        using var logs = new LogFolder(null, "overload");
        var (figures, verdict) = await new OverloadRun(new OverloadSettings(factor, seconds, logs.Path), Progress.Say).RunAsync(cancellationToken);
        Write(figures);
        RunReport.Write(AnsiConsole.Console, verdict);
        logs.IsKept |= !verdict.IsExact;
        return verdict.IsExact ? 0 : 1;
    }

    private static void Write(OverloadFigures figures)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("").AddColumn("");
        Row("sustainable", $"{figures.Sustainable:0.0} orders/s");
        Row("offered", $"{figures.Offered:0.0} orders/s, {figures.Orders:N0} orders");
        Row("answered 202 meanwhile", $"{Text(figures.Accepted)}");
        Row("answered 429", $"{Text(figures.Refused)}");
        Row("not answered in 10 s", $"{figures.Unanswered:N0}");
        Row("answered 5xx", $"{figures.Failed:N0}");
        Row("all customers answered", $"{figures.AllAnswered.TotalSeconds:0.0} s after the last came");
        Row("all effects done", $"{figures.AllDone.TotalSeconds:0.0} s after the last came");
        Row("afterwards, at half the rate", $"{Text(figures.Afterwards)}; 429: {figures.RefusedAfterwards}");
        AnsiConsole.Write(table);

        void Row(string name, FormattableString text) => table.AddRow(name, text.ToString(CultureInfo.InvariantCulture));
    }

    private static string Text(Latencies latencies) => string.Create(CultureInfo.InvariantCulture,
        $"{latencies.Count:N0}, median {latencies.Median.TotalMilliseconds:N0} ms, p99 {latencies.P99.TotalMilliseconds:N0} ms");
}
