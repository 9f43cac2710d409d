namespace Microservices.DeadLetters.Querying.Terms;

/// <summary>One condition of a query.</summary>
internal abstract record QueryTerm
{
    /// <summary>Whether the condition must not hold.</summary>
    public bool IsNegated { get; init; }

    /// <summary>The condition as a query says it, without its sign.</summary>
    protected abstract string Print();

    /// <inheritdoc />
    public sealed override string ToString() => IsNegated ? "-" + Print() : Print();
}
