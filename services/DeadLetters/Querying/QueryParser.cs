using Microservices.DeadLetters.Querying.Terms;

namespace Microservices.DeadLetters.Querying;

/// <summary>
/// Reads a query by recursive descent: <c>query = { term }</c>, <c>term = [ "-" ] ( key ":" [ sign ] values | word )</c>,
/// <c>values = value { "," value }</c>. The one parser of console, API and command line.
/// </summary>
internal sealed class QueryParser
{
    private readonly IReadOnlyList<QueryToken> _tokens;
    private int _next;

    private QueryParser(IReadOnlyList<QueryToken> tokens) => _tokens = tokens;

    private QueryToken Current => _tokens[_next];

    /// <summary>Reads a query. None, or one of blanks only, has no terms.</summary>
    /// <param name="query">The query as it was typed.</param>
    /// <exception cref="QueryException">The query cannot be read.</exception>
    internal static DeadLetterQuery Parse(string? query)
    {
        query ??= "";
        if (query.Length > QueryLimits.Length)
            throw new QueryException(QueryLimits.Length + 1, "a longer query", $"at most {QueryLimits.Length} characters");

        return new QueryParser(QueryTokenizer.Tokenize(query)).ReadQuery();
    }

    private DeadLetterQuery ReadQuery()
    {
        var terms = new List<QueryTerm>();
        while (Current.Kind is not QueryTokenKind.End)
        {
            if (terms.Count == QueryLimits.Terms)
                throw new QueryException(Current.Column, "one term too many", $"at most {QueryLimits.Terms} terms");
            terms.Add(ReadTerm());
        }

        return new DeadLetterQuery(new(terms));
    }

    private QueryTerm ReadTerm()
    {
        if (Current.Kind is not QueryTokenKind.Minus)
            return ReadCondition();

        var minus = Take();
        // A blank behind the minus would make it belong to nothing.
        if (Current.Kind is QueryTokenKind.End || Current.Column != minus.Column + 1)
            throw new QueryException(minus.Column, "'-' with nothing behind it", "a term to exclude, as in -queue:invoice");

        return ReadCondition() with { IsNegated = true };
    }

    private QueryTerm ReadCondition() => Current.Kind is QueryTokenKind.Key ? ReadKeyed() : ReadWord();

    private WordTerm ReadWord()
    {
        var token = Take();
        if (token.Text is not { IsEmpty: false } text)
            throw new QueryException(token.Column, "an empty text", "a word to look for in the exception");
        if (token.Raw[0] == '-')
            throw new QueryException(token.Column, "a second '-'", "one '-', or quotes around a word that begins with it");

        return new WordTerm(text);
    }

    private QueryTerm ReadKeyed()
    {
        var name = Take();
        var key = QueryKeys.Find(name.Raw) ?? throw UnknownKey(name);
        var path = key.Kind is QueryKeyKind.Body ? QueryValues.ReadPath(name) : null;
        var colon = Take();
        var sign = Current.Kind is QueryTokenKind.Sign ? Take() : (QueryToken?)null;
        var comparison = QueryValues.ReadSign(key, sign);
        var values = ReadValues(key, sign ?? colon, comparison);

        return key.Kind switch
        {
            QueryKeyKind.Choice => QueryValues.ReadChoice(key, values),
            QueryKeyKind.Id or QueryKeyKind.Number => QueryValues.ReadNumbers(key, comparison, values),
            QueryKeyKind.Age => QueryValues.ReadAge(comparison, values[0]),
            QueryKeyKind.Time => QueryValues.ReadTime(comparison, values[0]),
            QueryKeyKind.Body => QueryValues.ReadBody(path!, values), // read above for this kind
            _ => new TextTerm(key.Name, new(values.Select(value => value.Text!)), comparison is Comparison.Equal),
        };
    }

    private List<QueryToken> ReadValues(QueryKey key, QueryToken before, Comparison comparison)
    {
        var values = new List<QueryToken> { ReadValue(key, before) };
        while (Current.Kind is QueryTokenKind.Comma)
        {
            var comma = Take();
            if (QueryValues.TakesOne(key, comparison))
                throw new QueryException(comma.Column, "','", "one value, and a blank behind it");
            var most = key.Kind is QueryKeyKind.Body ? QueryLimits.BodyValues : QueryLimits.Values;
            if (values.Count == most)
                throw new QueryException(comma.Column, "one value too many", $"at most {most} values");
            values.Add(ReadValue(key, comma));
        }

        return values;
    }

    private QueryToken ReadValue(QueryKey key, QueryToken before)
    {
        // The next token may be of the next term: a value follows without a blank.
        if (Current.Kind is QueryTokenKind.Text && Current.Column == before.Column + before.Raw.Length)
            return Take();
        if (Current.Kind is QueryTokenKind.Comma)
            throw new QueryException(Current.Column, "','", $"a value, as in {key.Example}");

        throw new QueryException(before.Column + before.Raw.Length - 1, $"nothing behind '{before.Raw}'",
            $"a value, as in {key.Example}");
    }

    private static QueryException UnknownKey(QueryToken name) => name.Raw.Equals("body", StringComparison.OrdinalIgnoreCase)
        ? new(name.Column, "'body'", "a path behind it, as in body.orderId:42")
        : new(name.Column, name.Raw.Length == 0 ? "':'" : $"'{name.Raw}'",
            $"a key ({string.Join(", ", QueryKeys.All.Select(key => key.Name))}), or quotes around text with a colon");

    private QueryToken Take() => _tokens[_next++];
}
