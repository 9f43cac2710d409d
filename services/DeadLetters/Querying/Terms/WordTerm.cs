namespace Microservices.DeadLetters.Querying.Terms;

/// <summary>A bare word: it is in the exception's message or type.</summary>
/// <param name="Text">The word, or quoted text.</param>
internal sealed record WordTerm(QueryText Text) : QueryTerm
{
    /// <inheritdoc />
    protected override string Print() => QueryPrinter.Word(Text);
}
