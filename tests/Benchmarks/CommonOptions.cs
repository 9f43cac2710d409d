using System.CommandLine;
using System.Text.Json;
using Microservices.Benchmarks.Subjects;

namespace Microservices.Benchmarks;

/// <summary>The options that every command has: which subjects, how many rounds, where to keep the runs.</summary>
internal sealed class CommonOptions
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly IReadOnlyList<IConsumerSubject> _all;
    private readonly Option<string[]> _subjects;
    private readonly Option<int> _rounds = PositiveNumber("--rounds", "How often each subject runs, in turns.", 3);
    private readonly Option<FileInfo?> _json = new("--json") { Description = "File to keep every run in." };

    public CommonOptions(IReadOnlyList<IConsumerSubject> all)
    {
        _all = all;
        var names = all.Select(subject => subject.Name).ToList();
        _subjects = new Option<string[]>("--subjects")
        {
            Description = $"Which subjects run side by side: {string.Join(", ", names)}. All by default.",
            AllowMultipleArgumentsPerToken = true,
        };
        _subjects.Validators.Add(result =>
        {
            foreach (var unknown in (result.GetValueOrDefault<string[]>() ?? []).Except(names))
                result.AddError($"--subjects: there is no {unknown}; there are {string.Join(", ", names)}.");
        });
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_subjects);
        command.Options.Add(_rounds);
        command.Options.Add(_json);
    }

    public IReadOnlyList<IConsumerSubject> Subjects(ParseResult parsed) =>
        parsed.GetValue(_subjects) is { Length: > 0 } chosen ? [.. _all.Where(subject => chosen.Contains(subject.Name))] : _all;

    public int Rounds(ParseResult parsed) => parsed.GetRequiredValue(_rounds);

    public async Task KeepAsync<T>(ParseResult parsed, IReadOnlyList<T> results, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_json) is { } file)
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(results, Indented), cancellationToken);
    }

    public static Option<int> PositiveNumber(string name, string description, int byDefault)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => byDefault };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{name} must be 1 or more.");
        });
        return option;
    }
}
