namespace Microservices.DeadLetters.Querying;

/// <summary>
/// Cuts a query into tokens. What a character means depends on its place: a colon separates only once in a term, a comma
/// only between values, a sign only behind the colon; so that <c>type:urn:message:Orders:OrderConfirmed</c> needs no quotes.
/// </summary>
internal sealed class QueryTokenizer
{
    private readonly string _query;
    private readonly List<QueryToken> _tokens = [];
    private int _position;

    private QueryTokenizer(string query) => _query = query;

    private bool IsAtEnd => _position == _query.Length;

    private bool IsAtBlank => IsAtEnd || char.IsWhiteSpace(_query[_position]);

    /// <summary>Cuts a query into tokens.</summary>
    /// <exception cref="QueryException">A quote is open, or a character cannot be stored by any database.</exception>
    internal static IReadOnlyList<QueryToken> Tokenize(string query)
    {
        RefuseUnstorable(query);
        var tokenizer = new QueryTokenizer(query);
        tokenizer.ReadTerms();
        return tokenizer._tokens;
    }

    private void ReadTerms()
    {
        while (true)
        {
            while (!IsAtEnd && char.IsWhiteSpace(_query[_position]))
                _position++;
            if (IsAtEnd)
                break;
            ReadTerm();
        }

        // Points at the last character: what is missing is missing behind it.
        _tokens.Add(new(QueryTokenKind.End, Math.Max(1, _query.Length), ""));
    }

    private void ReadTerm()
    {
        if (_query[_position] == '-')
        {
            Add(QueryTokenKind.Minus, _position, 1);
            if (IsAtBlank)
                return;
        }

        if (FindKeyEnd() is not { } end)
        {
            ReadText(endsAtComma: false);
            return;
        }

        Add(QueryTokenKind.Key, _position, end - _position);
        Add(QueryTokenKind.Colon, _position, 1);
        ReadValues();
    }

    private void ReadValues()
    {
        if (!IsAtEnd && _query[_position] is '>' or '<' or '=')
        {
            var isLong = _query[_position] != '=' && _position + 1 < _query.Length && _query[_position + 1] == '=';
            Add(QueryTokenKind.Sign, _position, isLong ? 2 : 1);
        }

        while (!IsAtBlank)
        {
            if (_query[_position] == ',')
                Add(QueryTokenKind.Comma, _position, 1);
            else
                ReadText(endsAtComma: true);
        }
    }

    // The first colon of a term makes what stands before it a key, unless a quote comes first.
    private int? FindKeyEnd()
    {
        for (var index = _position; index < _query.Length && !char.IsWhiteSpace(_query[index]); index++)
        {
            if (_query[index] == '"')
                return null;
            if (_query[index] == ':')
                return index;
        }

        return null;
    }

    private void ReadText(bool endsAtComma)
    {
        var start = _position;
        var isQuoted = _query[_position] == '"';
        var text = isQuoted ? ReadQuoted() : ReadBare(endsAtComma);
        _tokens.Add(new(QueryTokenKind.Text, start + 1, _query[start.._position], text));
        if (isQuoted && !IsAtBlank && !(endsAtComma && _query[_position] == ','))
            throw Unexpected(endsAtComma ? "a blank or a comma behind the closing quote" : "a blank behind the closing quote");
    }

    private QueryText ReadQuoted()
    {
        var opening = _position++;
        var text = new QueryTextBuilder();
        while (!IsAtEnd && _query[_position] != '"')
            ReadCharacter(text);
        if (IsAtEnd)
            throw new QueryException(opening + 1, "a quote that is never closed", "a second \" behind the text");

        _position++;
        return text.Build();
    }

    private QueryText ReadBare(bool endsAtComma)
    {
        var text = new QueryTextBuilder();
        while (!IsAtBlank && !(endsAtComma && _query[_position] == ','))
        {
            if (_query[_position] == '"')
                throw Unexpected("quotes around the whole text, or \\\" for a quote inside of it");
            ReadCharacter(text);
        }

        return text.Build();
    }

    private void ReadCharacter(QueryTextBuilder text)
    {
        var character = _query[_position++];
        if (character == '*')
            text.AppendWildcard();
        else if (character == '\\' && !IsAtEnd && _query[_position] is '\\' or '"' or '*')
            text.Append(_query[_position++]);
        else
            text.Append(character);
    }

    private void Add(QueryTokenKind kind, int start, int length)
    {
        _tokens.Add(new(kind, start + 1, _query.Substring(start, length)));
        _position = start + length;
    }

    private QueryException Unexpected(string expected) => new(_position + 1, $"'{_query[_position]}'", expected);

    // PostgreSQL has no place for NUL in a text, and UTF-8 none for half a character.
    private static void RefuseUnstorable(string query)
    {
        for (var index = 0; index < query.Length; index++)
        {
            if (query[index] == '\0')
                throw new QueryException(index + 1, "the character NUL", "text");
            if (!char.IsSurrogate(query[index]))
                continue;
            if (index + 1 == query.Length || !char.IsSurrogatePair(query[index], query[index + 1]))
                throw new QueryException(index + 1, "half of a character (a lone surrogate)", "text");
            index++;
        }
    }
}

/// <summary>A piece of a query.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Column">Where it begins, from 1.</param>
/// <param name="Raw">How it was typed.</param>
/// <param name="Text">Its meaning, if it is a text.</param>
internal readonly record struct QueryToken(QueryTokenKind Kind, int Column, string Raw, QueryText? Text = null);

/// <summary>The kinds of pieces of a query.</summary>
internal enum QueryTokenKind
{
    /// <summary>The <c>-</c> before a term.</summary>
    Minus,

    /// <summary>The text before the first colon of a term.</summary>
    Key,

    /// <summary>The colon behind a key.</summary>
    Colon,

    /// <summary><c>&gt;</c>, <c>&gt;=</c>, <c>&lt;</c>, <c>&lt;=</c> or <c>=</c> behind the colon.</summary>
    Sign,

    /// <summary>A value, or a word without a key.</summary>
    Text,

    /// <summary>The comma between two values.</summary>
    Comma,

    /// <summary>The end of the query.</summary>
    End,
}
