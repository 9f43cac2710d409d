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

/// <summary>The time since the first failure compares to a duration.</summary>
/// <param name="Comparison">How; never for equality.</param>
/// <param name="Age">The duration, in whole seconds.</param>
internal sealed record AgeTerm(Comparison Comparison, TimeSpan Age) : QueryTerm
{
    /// <inheritdoc />
    protected override string Print() => $"{QueryKeys.Age}:{QueryPrinter.Sign(Comparison)}{Durations.Print(Age)}";
}

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

/// <summary>A state or cause is one of some that are known.</summary>
/// <param name="Key">The key, in the spelling of <see cref="QueryKeys"/>.</param>
/// <param name="Values">Values of <see cref="QueryKey.Values"/>; wildcards have become what they stand for.</param>
internal sealed record ChoiceTerm(string Key, ValueList<string> Values) : QueryTerm
{
    /// <inheritdoc />
    protected override string Print() => $"{Key}:{string.Join(',', Values)}";
}

/// <summary>A number compares to a value, or is one of some.</summary>
/// <param name="Key">The key, in the spelling of <see cref="QueryKeys"/>.</param>
/// <param name="Comparison">How; several values only by <see cref="Comparison.Equal"/>.</param>
/// <param name="Values">The values, of which one is enough.</param>
internal sealed record NumberTerm(string Key, Comparison Comparison, ValueList<long> Values) : QueryTerm
{
    /// <inheritdoc />
    protected override string Print()
    {
        var sign = Comparison is Comparison.Equal ? "" : QueryPrinter.Sign(Comparison);
        return $"{Key}:{sign}{string.Join(',', Values.Select(value => value.ToString(CultureInfo.InvariantCulture)))}";
    }
}

/// <summary>A text is one of some values; an empty value stands for the text's absence.</summary>
/// <param name="Key">The key, in the spelling of <see cref="QueryKeys"/>.</param>
/// <param name="Values">The values, of which one is enough.</param>
/// <param name="IsExact">Whether the whole text must fit, and its case.</param>
internal sealed record TextTerm(string Key, ValueList<QueryText> Values, bool IsExact) : QueryTerm
{
    /// <inheritdoc />
    protected override string Print() => QueryPrinter.Term(Key, IsExact ? Comparison.Equal : Comparison.None, Values);
}

/// <summary>The last failure was before or after a point in time.</summary>
/// <param name="Comparison">How; never for equality.</param>
/// <param name="At">The point in time, UTC.</param>
internal sealed record TimeTerm(Comparison Comparison, DateTime At) : QueryTerm
{
    /// <inheritdoc />
    protected override string Print() => $"{QueryKeys.Failed}:{QueryPrinter.Sign(Comparison)}{Instants.Print(At)}";
}

/// <summary>A bare word: it is in the exception's message or type, or an id of the message, its order or its trace.</summary>
/// <param name="Text">The word, or quoted text.</param>
internal sealed record WordTerm(QueryText Text) : QueryTerm
{
    /// <inheritdoc />
    protected override string Print() => QueryPrinter.Word(Text);
}
