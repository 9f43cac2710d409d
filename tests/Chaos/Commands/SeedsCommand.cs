using System.CommandLine;
using Microservices.Chaos.Faults;
using Microservices.Chaos.Reporting;
using Microservices.Chaos.Running;
using Spectre.Console;

namespace Microservices.Chaos.Commands;

/// <summary>Runs seed after seed.</summary>
internal sealed class SeedsCommand
{
    private const int Replicas = 2;

    private readonly Option<int> _seeds = new("--seeds") { Description = "How many runs, each with a seed of its own.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _seed = new("--seed") { Description = "The first seed; the others follow it.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _orders = new("--orders") { Description = "Orders of a run.", DefaultValueFactory = _ => 2_000 };
    private readonly Option<double> _rate = new("--rate") { Description = "Orders a second, at most.", DefaultValueFactory = _ => 25 };
    private readonly Option<int> _faults = new("--faults") { Description = "Faults of each of the three lanes.", DefaultValueFactory = _ => 20 };
    private readonly Option<string> _only = new("--only") { Description = "Only faults whose names contain this, such as kill.", DefaultValueFactory = _ => "" };
    private readonly Option<DirectoryInfo?> _logs = new("--logs") { Description = "A folder that keeps the services' logs; else only those of a run that was wrong are kept." };

    /// <summary>Makes it what the program does when no other command is named.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _seeds, _seed, _orders, _rate, _faults, _only, _logs })
            command.Add(option);
        foreach (var option in new[] { _seeds, _orders })
            option.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int>() < 1)
                    result.AddError($"{option.Name} must be 1 or more.");
            });
        _rate.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 10_000))
                result.AddError($"{_rate.Name} must be more than 0, at most 10000.");
        });
        _faults.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
                result.AddError($"{_faults.Name} must be 0 or more.");
        });
        _only.Validators.Add(result =>
        {
            if (KindsOf(result.GetValueOrDefault<string>()).Count == 0)
                result.AddError($"{_only.Name}: there is no such fault. There are: {string.Join("; ", KindsOf("").Select(kind => kind.Name).Distinct())}.");
        });
        command.SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var exact = true;
        for (var seed = arguments.GetValue(_seed); seed < arguments.GetValue(_seed) + arguments.GetValue(_seeds); seed++)
        {
            using var logs = new LogFolder(arguments.GetValue(_logs), $"seed-{seed}");
            AnsiConsole.WriteLine($"== seed {seed}");
            var result = await new ChaosRun(new RunSettings
            {
                Seed = seed,
                Replicas = Replicas,
                Orders = arguments.GetValue(_orders),
                Rate = arguments.GetValue(_rate),
                FaultsPerLane = arguments.GetValue(_faults),
                FaultKinds = KindsOf(arguments.GetValue(_only)),
                LogFolder = logs.Path,
            }, Progress.Say).RunAsync(cancellationToken);
            RunReport.Write(AnsiConsole.Console, result);
            exact &= result.Verdict.IsExact;
            logs.IsKept |= !result.Verdict.IsExact;
            lines.Add(RunReport.Line(result));
            AnsiConsole.WriteLine(lines[^1]);
        }

        AnsiConsole.WriteLine("== all");
        foreach (var line in lines)
            AnsiConsole.WriteLine(line);
        return exact ? 0 : 1;
    }

    private static IReadOnlyList<FaultKind> KindsOf(string? word) =>
        [.. FaultKinds.All(Replicas).Where(kind => kind.Name.Contains(word ?? "", StringComparison.OrdinalIgnoreCase))];
}
