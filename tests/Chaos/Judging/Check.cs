namespace Microservices.Chaos.Judging;

/// <summary>One thing that the judge looked at.</summary>
/// <param name="What">What must hold.</param>
/// <param name="Expected">How many there must be.</param>
/// <param name="Found">How many there are.</param>
/// <param name="Violations">Everything that is wrong; empty when it holds.</param>
internal sealed record Check(string What, long Expected, long Found, IReadOnlyList<Violation> Violations)
{
    public bool Holds => Violations.Count == 0 && Expected == Found;
}
