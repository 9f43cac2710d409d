using System.Text;

namespace Microservices.DeadLetters.Querying;

/// <summary>
/// A value of a query, in which <c>*</c> stands for any text; <c>\*</c> is a star and <c>\\</c> a backslash.
/// </summary>
internal sealed record QueryText
{
    private const char Escape = '\\';
    private const char Wildcard = '*';

    /// <summary>Starts from what <see cref="QueryTextBuilder"/> has put together.</summary>
    /// <param name="escaped">The value, its literal stars and backslashes escaped.</param>
    internal QueryText(string escaped) => Escaped = escaped;

    /// <summary>The value, its literal stars and backslashes escaped.</summary>
    public string Escaped { get; }

    /// <summary>Whether nothing was given: <c>""</c>.</summary>
    public bool IsEmpty => Escaped.Length == 0;

    /// <summary>Whether a star stands for any text.</summary>
    public bool HasWildcard => Parts().Any(part => part.IsWildcard);

    /// <summary>The text itself, meaningful when there is no wildcard.</summary>
    public string Literal => string.Concat(Parts().Select(part => part.Character));

    /// <summary>The value as an SQL <c>LIKE</c> pattern, whose escape character is the backslash.</summary>
    public string ToLike()
    {
        var pattern = new StringBuilder();
        foreach (var (character, isWildcard) in Parts())
        {
            if (isWildcard)
                pattern.Append('%');
            else if (character is '%' or '_' or Escape)
                pattern.Append(Escape).Append(character);
            else
                pattern.Append(character);
        }

        return pattern.ToString();
    }

    /// <summary>Whether a known name fits, in any case.</summary>
    /// <param name="name">A name, such as <c>archived</c>.</param>
    public bool Matches(string name)
    {
        var parts = Parts().ToList();
        return Matches(parts, 0, name, 0);
    }

    private static bool Matches(List<(char Character, bool IsWildcard)> parts, int part, string name, int position)
    {
        // Names are short and few: trying every length of a star is quick enough.
        if (part == parts.Count)
            return position == name.Length;
        if (parts[part].IsWildcard)
            return Enumerable.Range(position, name.Length - position + 1).Any(next => Matches(parts, part + 1, name, next));

        return position < name.Length
            && char.ToLowerInvariant(parts[part].Character) == char.ToLowerInvariant(name[position])
            && Matches(parts, part + 1, name, position + 1);
    }

    private IEnumerable<(char Character, bool IsWildcard)> Parts()
    {
        for (var index = 0; index < Escaped.Length; index++)
        {
            var character = Escaped[index];
            if (character == Escape)
                yield return (Escaped[++index], false); // the builder never ends on a lone backslash
            else
                yield return (character, character == Wildcard);
        }
    }
}
