using System.CommandLine;
using System.Globalization;
using Microservices.Chaos.Reporting;
using Microservices.Chaos.Running;
using Microservices.Chaos.Soaking;
using Spectre.Console;

namespace Microservices.Chaos.Commands;

/// <summary>Runs without faults for a long time, and draws what grows.</summary>
internal static class SoakCommand
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var minutes = new Option<int>("--minutes") { Description = "How long.", DefaultValueFactory = _ => 30 };
        var rate = new Option<double>("--rate") { Description = "Orders a second.", DefaultValueFactory = _ => 20 };
        var picture = new Option<FileInfo?>("--picture") { Description = "The SVG file to draw." };
        minutes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{minutes.Name} must be 1 or more.");
        });
        rate.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 10_000))
                result.AddError($"{rate.Name} must be more than 0, at most 10000.");
        });
        var command = new Command("soak", "Places orders at a steady rate without faults, and draws memory, connections, queues, tables and latency.")
        {
            minutes, rate, picture,
        };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetValue(minutes), arguments.GetValue(rate), arguments.GetValue(picture), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int minutes, double rate, FileInfo? picture, CancellationToken cancellationToken)
    {
        using var logs = new LogFolder(null, "soak");
        var sampler = new Sampler(Every);
        var settings = new RunSettings { Seed = 1, Orders = (int)(minutes * 60 * rate), Rate = rate, FaultsPerLane = 0, LogFolder = logs.Path };
        var result = await new ChaosRun(settings, Progress.Say, sampler.WatchAsync).RunAsync(cancellationToken);
        RunReport.Write(AnsiConsole.Console, result);
        WriteTable(sampler.Samples);
        if (picture is not null && sampler.Samples.Count > 1)
            await File.WriteAllTextAsync(picture.FullName, SoakPicture.Draw(string.Create(CultureInfo.InvariantCulture,
                $"{result.Evidence.Answers.Count:N0} orders, {rate} a second, two processes of each service"), sampler.Samples), cancellationToken);
        logs.IsKept |= !result.Verdict.IsExact;
        return result.Verdict.IsExact ? 0 : 1;
    }

    private static void WriteTable(IReadOnlyList<Sample> samples)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("").AddColumn("after a tenth").AddColumn("half").AddColumn("end");
        (string Name, Func<Sample, IReadOnlyDictionary<string, double>> Read)[] rows =
            [("memory, MB", s => s.Memory), ("connections", s => s.Connections), ("waiting", s => s.Waiting), ("tables, MB", s => s.Tables), ("latency, ms", s => s.Latency)];
        foreach (var (name, read) in rows)
            foreach (var series in samples.SelectMany(sample => read(sample).Keys).Distinct())
                table.AddRow([$"{name}: {series}", .. new[] { samples.Count / 10, samples.Count / 2, samples.Count - 1 }
                    .Select(index => read(samples[index]).GetValueOrDefault(series).ToString("0.#", CultureInfo.InvariantCulture))]);
        AnsiConsole.Write(table);
    }
}
