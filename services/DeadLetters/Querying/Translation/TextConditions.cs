using System.Linq.Expressions;

namespace Microservices.DeadLetters.Querying.Translation;

/// <summary>Conditions on texts.</summary>
internal sealed class TextConditions(IQueryDialect dialect)
{
    private static readonly string[] NameEnds = ["-", "\\_", "."];
    private static readonly string[] NamespaceEnds = [".", "+", ":"];

    /// <summary>A text fits a value, by the kind of its key.</summary>
    /// <param name="text">The column.</param>
    /// <param name="isNullable">Whether the column may be null.</param>
    /// <param name="kind">How the key compares.</param>
    /// <param name="isExact">Whether all of the text must fit, and its case.</param>
    /// <param name="value">The value.</param>
    internal Expression Fits(Expression text, bool isNullable, QueryKeyKind kind, bool isExact, QueryText value)
    {
        if (value.IsEmpty)
            return IsAbsent(text, isNullable);

        var fits = isExact ? FitsWhole(text, value) : kind switch
        {
            QueryKeyKind.Name => FitsName(text, value),
            QueryKeyKind.TypeName => FitsTypeName(text, value),
            QueryKeyKind.Text => dialect.Like(text, $"%{value.ToLike()}%"),
            _ => FitsWhole(text, value),
        };
        return isNullable ? Expression.AndAlso(IsPresent(text), fits) : fits;
    }

    /// <summary>An identifier is one of some spellings.</summary>
    internal static Expression IsOneOf(Expression text, IEnumerable<string> spellings) => spellings
        .Select(spelling => (Expression)Expression.Equal(text, Parameter.Of(spelling)))
        .Aggregate((left, right) => Expression.OrElse(left, right));

    // Without a wildcard a comparison, which an index can answer.
    private Expression FitsWhole(Expression text, QueryText value) =>
        value.HasWildcard ? dialect.Like(text, value.ToLike()) : Expression.Equal(text, Parameter.Of(value.Literal));

    private Expression FitsName(Expression text, QueryText value)
    {
        var pattern = value.ToLike();
        var whole = dialect.Like(text, pattern);
        return value.HasWildcard
            ? whole
            : NameEnds.Select(end => dialect.Like(text, $"{pattern}{end}%")).Aggregate(whole, Expression.OrElse);
    }

    private Expression FitsTypeName(Expression text, QueryText value)
    {
        var pattern = value.ToLike();
        return NamespaceEnds.Select(end => dialect.Like(text, $"%{end}{pattern}"))
            .Aggregate(dialect.Like(text, pattern), Expression.OrElse);
    }

    private static Expression IsAbsent(Expression text, bool isNullable)
    {
        Expression isEmpty = Expression.Equal(text, Expression.Constant(""));
        return isNullable ? Expression.OrElse(Expression.Not(IsPresent(text)), isEmpty) : isEmpty;
    }

    // Said, because NOT (NULL LIKE …) is no truth in SQL: without it a negated term would drop what has no text at all.
    private static BinaryExpression IsPresent(Expression text) =>
        Expression.NotEqual(text, Expression.Constant(null, typeof(string)));
}
