namespace Contracts.Rules;

/// <summary>Which of a country's VAT rates the goods of a line have. The shop knows its goods; Invoice knows the rates.</summary>
public static class VatCategories
{
    /// <summary>The rule's name in the schemas.</summary>
    public const string Format = "vat-category";

    /// <summary>The standard rate, which a line has that says nothing.</summary>
    public const string Standard = "standard";

    /// <summary>The reduced rate, as for food and books in most countries.</summary>
    public const string Reduced = "reduced";

    /// <summary>Taxed at 0 %, as books in the United Kingdom.</summary>
    public const string Zero = "zero";

    /// <summary>Not taxed, whatever the destination.</summary>
    public const string Exempt = "exempt";

    private const int MaxLength = 40;

    /// <summary>The rule.</summary>
    public static TextRule Rule { get; } = new(Format, "must be standard, reduced, zero or exempt", MaxLength, "^(standard|reduced|zero|exempt)$",
        text => text is Standard or Reduced or Zero or Exempt ? null : TextFault.Wrong);
}
