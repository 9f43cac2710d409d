using System.CommandLine;
using Microservices.Benchmarks.Reporting;
using Microservices.Benchmarks.Subjects;

namespace Microservices.Benchmarks;

/// <summary>The options that every command has: which subjects, how many rounds, where to keep the runs.</summary>
internal sealed class CommonOptions<TSubject>
    where TSubject : ISubject
{
    private readonly IReadOnlyList<TSubject> _all;
    private readonly Option<string[]> _subjects;
    private readonly Option<int> _rounds = NumberOption.Positive("--rounds", "How often each subject runs, in turns.", 3);
    private readonly Option<FileInfo?> _json = new("--json") { Description = "File to keep the rows of the table in." };

    public CommonOptions(IReadOnlyList<TSubject> all)
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

    public IReadOnlyList<TSubject> Subjects(ParseResult parsed) =>
        parsed.GetValue(_subjects) is { Length: > 0 } chosen ? [.. _all.Where(subject => chosen.Contains(subject.Name))] : _all;

    public int Rounds(ParseResult parsed) => parsed.GetRequiredValue(_rounds);

    /// <summary>Keeps the medians of the runs.</summary>
    public async Task KeepAsync(ParseResult parsed, IEnumerable<BenchmarkRow> runs, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_json) is { } file)
            await BenchmarkRow.KeepAsync(file, runs, cancellationToken);
    }
}
