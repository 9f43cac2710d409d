using System.CommandLine;
using Microservices.Chaos.Fuzzing;
using Microservices.Chaos.Reporting;
using Spectre.Console;

namespace Microservices.Chaos.Commands;

/// <summary>Feeds the services with what they were not made for.</summary>
internal static class FuzzCommand
{
    public static Command Create()
    {
        var seed = new Option<int>("--seed") { Description = "What inputs are drawn from.", DefaultValueFactory = _ => 1 };
        var rounds = new Option<int>("--rounds") { Description = "How many rounds; memory is read after each.", DefaultValueFactory = _ => 8 };
        var inputs = new Option<int>("--inputs") { Description = "Inputs of a round for each of the six targets.", DefaultValueFactory = _ => 500 };
        foreach (var option in new[] { rounds, inputs })
            option.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int>() < 1)
                    result.AddError($"{option.Name} must be 1 or more.");
            });
        var command = new Command("fuzz", "Sends broken messages, headers, requests, files and queries; every one must be answered, or kept with its reason."
            + " What was not is left in a folder, to be put into tests/Chaos/Corpus.")
        {
            seed, rounds, inputs,
        };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetValue(seed), arguments.GetValue(rounds), arguments.GetValue(inputs), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int seed, int rounds, int inputs, CancellationToken cancellationToken)
    {
        using var logs = new LogFolder(null, "fuzz");
        var result = await new FuzzRun(new FuzzSettings { Seed = seed, Rounds = rounds, Inputs = inputs, LogFolder = logs.Path }, Progress.Say)
            .RunAsync(cancellationToken);
        RunReport.Write(AnsiConsole.Console, result);
        foreach (var input in result.Failing)
            await KeepAsync(input, Path.Combine(logs.Path, "failing", $"{input.Target}".ToLowerInvariant()), cancellationToken);
        logs.IsKept |= !result.Verdict.IsExact;
        return result.Verdict.IsExact ? 0 : 1;
    }

    private static Task KeepAsync(FuzzInput input, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        return File.WriteAllBytesAsync(Path.Combine(folder, input.FileName), input.Body, cancellationToken);
    }
}
