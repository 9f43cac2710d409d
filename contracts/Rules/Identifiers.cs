namespace Contracts.Rules;

/// <summary>
/// SKUs, the numbers of orders and invoices, ids of customers: compared by exact case, character by character. Two that look the
/// same are the same, so nothing in them is invisible, and the blank is the only gap. Letters of any script and emoji are welcome.
/// </summary>
public static class Identifiers
{
    /// <summary>The rule's name in the schemas.</summary>
    public const string Format = "identifier";

    /// <summary>How many characters an identifier may have.</summary>
    public const int MaxLength = 64;

    // A pattern in .NET sees a character beyond U+FFFF as two halves, neither of which is in these classes. It lets such characters
    // pass, and Judge decides.
    private const string Hidden = @"\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Zl}\p{Zp}\u00A0\u034F\u115F\u1160\u1680\u17B4\u17B5\u180B-\u180F"
        + @"\u2000-\u200A\u202F\u205F\u2800\u3000\u3164\uFE00-\uFE0F\uFFA0\uFFFD";

    /// <summary>The rule.</summary>
    public static TextRule Rule { get; } = new(Format,
        "must be 1 to 64 characters without blanks around, invisible characters and control characters", MaxLength,
        $"^[^ {Hidden}]([^{Hidden}]*[^ {Hidden}])?$", Judge);

    private static TextFault? Judge(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return TextFault.Blank;
        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
            return TextFault.BlanksAround;

        foreach (var rune in text.EnumerateRunes())
        {
            if (!Characters.IsClear(rune) && rune.Value != ' ')
                return TextFault.InvisibleCharacter;
        }

        return null;
    }
}
