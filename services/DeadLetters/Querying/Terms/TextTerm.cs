namespace Microservices.DeadLetters.Querying.Terms;

/// <summary>A text is one of some values; an empty value stands for the text's absence.</summary>
/// <param name="Key">The key, in the spelling of <see cref="QueryKeys"/>.</param>
/// <param name="Values">The values, of which one is enough.</param>
/// <param name="IsExact">Whether the whole text must fit, and its case.</param>
internal sealed record TextTerm(string Key, ValueList<QueryText> Values, bool IsExact) : QueryTerm
{
    /// <inheritdoc />
    protected override string Print() => QueryPrinter.Term(Key, IsExact ? Comparison.Equal : Comparison.None, Values);
}
