using Microservices.DeadLetters.Querying.Terms;

namespace Microservices.DeadLetters.Querying;

/// <summary>Reads what stands behind a key, by the kind of the key.</summary>
internal static class QueryValues
{
    private const string Orders = "> or < (or >=, <=)";
    private const int FoundLength = 40;

    /// <summary>Whether only one value may follow.</summary>
    internal static bool TakesOne(QueryKey key, Comparison comparison) => key.Kind is QueryKeyKind.Age or QueryKeyKind.Time
        || (key.Kind is QueryKeyKind.Number && comparison is not (Comparison.None or Comparison.Equal));

    /// <summary>Reads the sign behind the colon, if there is one.</summary>
    /// <exception cref="QueryException">The key takes no such sign.</exception>
    internal static Comparison ReadSign(QueryKey key, QueryToken? sign)
    {
        var comparison = sign?.Raw switch
        {
            "=" => Comparison.Equal,
            ">" => Comparison.Above,
            ">=" => Comparison.AtLeast,
            "<" => Comparison.Below,
            "<=" => Comparison.AtMost,
            _ => Comparison.None,
        };
        var isRight = comparison is Comparison.None || key.Kind switch
        {
            QueryKeyKind.Number => true,
            QueryKeyKind.Age or QueryKeyKind.Time => comparison is not Comparison.Equal,
            QueryKeyKind.Name or QueryKeyKind.TypeName or QueryKeyKind.Text or QueryKeyKind.Identifier =>
                comparison is Comparison.Equal,
            _ => false,
        };

        return isRight
            ? comparison
            : throw new QueryException(sign!.Value.Column, $"'{sign.Value.Raw}'", // there is a comparison, so a sign
                key.Kind is QueryKeyKind.Age or QueryKeyKind.Time ? $"{Orders}, as in {key.Example}"
                : $"a value, as in {key.Example}");
    }

    /// <summary>Reads the path of a <c>body.</c> key.</summary>
    /// <exception cref="QueryException">A name is missing, or there are too many.</exception>
    internal static ValueList<string> ReadPath(QueryToken name)
    {
        var column = name.Column + QueryKeys.BodyPrefix.Length;
        var parts = name.Raw[QueryKeys.BodyPrefix.Length..].Split('.');
        foreach (var (index, part) in parts.Index())
        {
            if (index == QueryLimits.PathParts)
                throw new QueryException(column, "one name too many", $"at most {QueryLimits.PathParts} names in a path");
            if (part.Length == 0)
                throw new QueryException(column - 1, "'.' with no name behind it", "a name, as in body.customer.email");
            if (part.Contains('*', StringComparison.Ordinal))
                throw new QueryException(column, $"'{part}'", "a name: lists are looked into without a star");
            column += part.Length + 1;
        }

        return new(parts);
    }

    /// <summary>Reads names of which all are known; a wildcard becomes those that it fits.</summary>
    internal static ChoiceTerm ReadChoice(QueryKey key, IEnumerable<QueryToken> values)
    {
        var chosen = new HashSet<string>();
        foreach (var value in values)
        {
            var fitting = key.Values.Where(value.Text!.Matches).ToList();
            if (fitting.Count == 0)
                throw Wrong(value, $"one of {string.Join(", ", key.Values)}");
            chosen.UnionWith(fitting);
        }

        return new ChoiceTerm(key.Name, new(key.Values.Where(chosen.Contains)));
    }

    /// <summary>Reads whole numbers.</summary>
    internal static NumberTerm ReadNumbers(QueryKey key, Comparison comparison, IEnumerable<QueryToken> values) =>
        new(key.Name, comparison is Comparison.None ? Comparison.Equal : comparison, new(values.Select(value =>
            long.TryParse(PlainText(value), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw Wrong(value, $"a whole number, as in {key.Example}"))));

    /// <summary>Reads a duration.</summary>
    internal static AgeTerm ReadAge(Comparison comparison, QueryToken value)
    {
        if (!Durations.TryParse(PlainText(value), out var age))
            throw Wrong(value, $"a duration of at most {QueryLimits.AgeDays} days, such as 90s, 5m, 1h, 2d or 1d12h");

        return new AgeTerm(RequireOrder(comparison, value, "age:>1h"), age);
    }

    /// <summary>Reads a point in time.</summary>
    internal static TimeTerm ReadTime(Comparison comparison, QueryToken value)
    {
        if (!Instants.TryParse(PlainText(value), out var instant))
            throw Wrong(value, "a date or time such as 2026-11-01, 2026-11-01T08:30 or 2026-11-01T08:30:00+01:00");

        return new TimeTerm(RequireOrder(comparison, value, "failed:>2026-11-01"), instant);
    }

    /// <summary>Reads values to be found in the message.</summary>
    internal static BodyTerm ReadBody(ValueList<string> path, IEnumerable<QueryToken> values) =>
        new(path, new(values.Select(value => value.Text is { HasWildcard: true }
            ? throw Wrong(value, "the whole value: an index finds it; \\* stands for a star")
            : value.Text!))); // a value token has a text

    private static Comparison RequireOrder(Comparison comparison, QueryToken value, string example) =>
        comparison is Comparison.None ? throw Wrong(value, $"{Orders} before it, as in {example}") : comparison;

    // A star is no part of a number, a duration or a date, and none of their readers takes one.
    private static string PlainText(QueryToken value) => value.Text!.HasWildcard ? "*" : value.Text.Literal;

    private static QueryException Wrong(QueryToken value, string expected) =>
        new(value.Column, $"'{(value.Raw.Length > FoundLength ? value.Raw[..FoundLength] + "…" : value.Raw)}'", expected);
}
