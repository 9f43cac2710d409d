namespace Microservices.DeadLetters.Querying.Terms;

/// <summary>The last failure was before or after a point in time.</summary>
/// <param name="Comparison">How; never for equality.</param>
/// <param name="At">The point in time, UTC.</param>
internal sealed record TimeTerm(Comparison Comparison, DateTime At) : QueryTerm
{
    /// <inheritdoc />
    protected override string Print() => $"{QueryKeys.Failed}:{QueryPrinter.Sign(Comparison)}{Instants.Print(At)}";
}
