namespace Microservices.DeadLetters.Querying.Terms;

/// <summary>The time since the first failure compares to a duration.</summary>
/// <param name="Comparison">How; never for equality.</param>
/// <param name="Age">The duration, in whole seconds.</param>
internal sealed record AgeTerm(Comparison Comparison, TimeSpan Age) : QueryTerm
{
    /// <inheritdoc />
    protected override string Print() => $"{QueryKeys.Age}:{QueryPrinter.Sign(Comparison)}{Durations.Print(Age)}";
}
