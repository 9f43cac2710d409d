using System.Text;

namespace Microservices.DeadLetters.Querying;

/// <summary>Puts a <see cref="QueryText"/> together, so that equal values are equal texts.</summary>
internal sealed class QueryTextBuilder
{
    private readonly StringBuilder _escaped = new();
    private bool _endsInWildcard;

    /// <summary>Adds a character that stands for itself.</summary>
    public QueryTextBuilder Append(char character)
    {
        if (character is '*' or '\\')
            _escaped.Append('\\');
        _escaped.Append(character);
        _endsInWildcard = false;
        return this;
    }

    /// <summary>Adds a star that stands for any text. Two in a row mean no more than one.</summary>
    public QueryTextBuilder AppendWildcard()
    {
        if (!_endsInWildcard)
            _escaped.Append('*');
        _endsInWildcard = true;
        return this;
    }

    /// <summary>The value so far.</summary>
    public QueryText Build() => new(_escaped.ToString());

    /// <summary>A value in which every character stands for itself.</summary>
    public static QueryText Literal(string text)
    {
        var builder = new QueryTextBuilder();
        foreach (var character in text)
            builder.Append(character);
        return builder.Build();
    }
}
