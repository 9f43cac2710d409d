using Microservices.DeadLetters.Querying.Terms;

namespace Microservices.DeadLetters.Querying;

/// <summary>A query that was read: terms that must all hold. Printed, it is a query of the same meaning.</summary>
/// <param name="Terms">The terms in the order of the text.</param>
internal sealed record DeadLetterQuery(ValueList<QueryTerm> Terms)
{
    private static readonly ChoiceTerm Unfinished = new(QueryKeys.Status, new(["open", "replaying"]));

    /// <summary>
    /// The terms that select: without a word about <c>status</c>, only what is <c>open</c> or <c>replaying</c>.
    /// </summary>
    public IEnumerable<QueryTerm> EffectiveTerms =>
        Terms.Any(term => term is ChoiceTerm { Key: QueryKeys.Status }) ? Terms : [.. Terms, Unfinished];

    /// <inheritdoc />
    public override string ToString() => string.Join(' ', Terms);
}
