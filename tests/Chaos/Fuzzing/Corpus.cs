using System.Globalization;
using Microservices.Testing;

namespace Microservices.Chaos.Fuzzing;

/// <summary>
/// What every run feeds first: whatever broke something once stays here, as a file for each input in <c>tests/Chaos/Corpus</c>.
/// All others are made from these. A file is named by what is special in it, <c>good-…</c> when nothing is; its ending says what it
/// claims to be, and <c>noise-N</c> within which headers come with it.
/// </summary>
internal sealed class Corpus
{
    private const string Good = "good";
    private const string Noise = "noise-";

    // The longer ones first: each ends like one behind it.
    private static readonly (string Extension, string? ContentType)[] Kinds =
    [
        (".envelope.json", "application/vnd.masstransit+json"),
        (".cloudevent.json", "application/cloudevents+json"),
        (".json", "application/json"),
        (".csv", "text/csv"),
        (".ndjson", "application/x-ndjson"),
        (".query", null),
        (".bin", null),
    ];

    private readonly Dictionary<FuzzTarget, IReadOnlyList<FuzzInput>> _inputs;

    private Corpus(Dictionary<FuzzTarget, IReadOnlyList<FuzzInput>> inputs) => _inputs = inputs;

    public static string Folder { get; } = Path.Combine(TestData.RepositoryRoot, "tests", "Chaos", "Corpus");

    public IReadOnlyList<FuzzInput> this[FuzzTarget target] => _inputs[target];

    /// <summary>Reads all of it.</summary>
    /// <exception cref="InvalidDataException">A target has none, or a file's name does not say what it is.</exception>
    public static Corpus Load() => new(Enum.GetValues<FuzzTarget>().ToDictionary(target => target, Load));

    public static string ExtensionOf(string? contentType) =>
        Kinds.FirstOrDefault(kind => kind.ContentType == contentType && contentType is not null, (".bin", null)).Extension;

    private static IReadOnlyList<FuzzInput> Load(FuzzTarget target)
    {
        var folder = Path.Combine(Folder, $"{target}".ToLowerInvariant());
        IReadOnlyList<FuzzInput> inputs = [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(file => Load(target, file))];
        return inputs.Count > 0 ? inputs : throw new InvalidDataException($"{folder} holds nothing to begin with.");
    }

    private static FuzzInput Load(FuzzTarget target, string file)
    {
        var name = Path.GetFileName(file);
        var kind = Kinds.FirstOrDefault(kind => name.EndsWith(kind.Extension, StringComparison.Ordinal));
        if (kind.Extension is null)
            throw new InvalidDataException($"{file} must end with one of {string.Join(", ", Kinds.Select(one => one.Extension))}.");

        var noise = name.Split('.').FirstOrDefault(part => part.StartsWith(Noise, StringComparison.Ordinal));
        return new FuzzInput(target, File.ReadAllBytes(file), kind.ContentType,
            noise is null ? 0 : int.Parse(noise[Noise.Length..], CultureInfo.InvariantCulture))
        {
            IsGood = name.StartsWith(Good, StringComparison.Ordinal),
        };
    }
}
