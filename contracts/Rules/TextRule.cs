namespace Contracts.Rules;

/// <summary>
/// What a text has to be, stated once: the schemas name it, and the HTTP doors, the imports and the readers of queues ask it.
/// Culture plays no role.
/// </summary>
/// <param name="Format">Its name in the schemas.</param>
/// <param name="Words">The rule in words, to follow the name of a member: <c>must …</c>.</param>
/// <param name="MaxLength">How many characters (Unicode code points) the text may have.</param>
/// <param name="Pattern">
/// A regular expression of ECMA-262 and .NET that every right text matches; it may let more pass than the rule. None when
/// <see langword="null"/>.
/// </param>
/// <param name="Judge">Finds what is wrong with a text that is sound and not too long.</param>
public sealed record TextRule(string Format, string Words, int MaxLength, string? Pattern, Func<string, TextFault?> Judge)
{
    /// <summary>Holds a text against the rule.</summary>
    /// <param name="text">The text.</param>
    /// <returns>What is wrong with it first, or <see langword="null"/>.</returns>
    public TextFault? Check(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Characters.Check(text) ?? (Characters.Count(text) > MaxLength ? TextFault.TooLong : Judge(text));
    }

    /// <summary>Whether a text keeps to the rule.</summary>
    /// <param name="text">The text.</param>
    /// <returns><see langword="true"/> if it does.</returns>
    public bool Holds(string text) => Check(text) is null;
}
