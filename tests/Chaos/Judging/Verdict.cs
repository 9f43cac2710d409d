namespace Microservices.Chaos.Judging;

/// <summary>What the judge says.</summary>
/// <param name="Checks">All that was looked at.</param>
/// <param name="RepeatedMails">
/// Mails that a customer got more than once: the one exception that the design allows (a sender that dies between the mail
/// server's answer and its own commit). Each is counted in the ledger, or it would be a violation.
/// </param>
internal sealed record Verdict(IReadOnlyList<Check> Checks, long RepeatedMails)
{
    public bool IsExact => Checks.All(check => check.Holds);

    public IEnumerable<Violation> Violations => Checks.Where(check => !check.Holds).SelectMany(check => check.Violations);
}
