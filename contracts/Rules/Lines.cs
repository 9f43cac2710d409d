namespace Contracts.Rules;

/// <summary>
/// What people read: names, descriptions, parts of an address. Joiners and marks of direction stay, because Persian,
/// Hindi and Arabic are written with them; so do blanks around.
/// </summary>
public static class Lines
{
    /// <summary>The name in the schemas of the rule for a line with something to see.</summary>
    public const string Format = "line";

    /// <summary>The name in the schemas of the rule for a line that may be blank.</summary>
    public const string FormatOrBlank = "line-or-blank";

    /// <summary>How many characters a name may have.</summary>
    public const int Name = 200;

    /// <summary>How many characters the description of a line of an order may have.</summary>
    public const int Description = 1000;

    /// <summary>How many characters street and house number may have.</summary>
    public const int AddressLine = 200;

    /// <summary>How many characters a postal code may have.</summary>
    public const int PostalCode = 32;

    /// <summary>How many characters a city, a region or a country may have.</summary>
    public const int Place = 100;

    /// <summary>How many characters the name of a way to pay may have.</summary>
    public const int PaymentMethod = 40;

    /// <summary>A line with something to see.</summary>
    public static TextRule Rule { get; } = new(Format, "must be text with something to see in it, without control characters", Description,
        @"[^\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Z}]", text => Characters.IsAnyVisible(text) ? null : TextFault.Blank);

    /// <summary>A line that may be blank.</summary>
    public static TextRule RuleOrBlank { get; } = new(FormatOrBlank, "must be text without control characters", Description, @"^[^\p{Cc}]*$", _ => null);
}
