namespace Microservices.DeadLetters.Querying.Terms;

/// <summary>A value of the message is one of some.</summary>
/// <param name="Path">Names from the message inwards; each may be of a list, whose items are looked into.</param>
/// <param name="Values">The values, of which one is enough; a value that reads as a JSON number, truth value or null
/// stands for that and for the text.</param>
internal sealed record BodyTerm(ValueList<string> Path, ValueList<QueryText> Values) : QueryTerm
{
    /// <inheritdoc />
    protected override string Print() =>
        QueryPrinter.Term(QueryKeys.BodyPrefix + string.Join('.', Path), Comparison.None, Values);
}
