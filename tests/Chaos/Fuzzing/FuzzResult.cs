using Microservices.Chaos.Judging;

namespace Microservices.Chaos.Fuzzing;

/// <summary>What came of a fuzz.</summary>
/// <param name="Verdict">The judge's verdict.</param>
/// <param name="Answers">What was answered over HTTP.</param>
/// <param name="Messages">How many messages were sent.</param>
/// <param name="Memory">Resident memory in MB after each round, by service.</param>
internal sealed record FuzzResult(
    Verdict Verdict, IReadOnlyCollection<FuzzAnswer> Answers, int Messages, IReadOnlyDictionary<string, IReadOnlyList<double>> Memory)
{
    /// <summary>The inputs that were not answered as they must be: what the corpus should keep.</summary>
    public IEnumerable<FuzzInput> Failing => Answers.Where(answer => answer.Fault is not null).Select(answer => answer.Input);
}
