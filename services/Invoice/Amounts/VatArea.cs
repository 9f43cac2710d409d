namespace Microservices.Invoice.Amounts;

/// <summary>A place as VAT sees it.</summary>
/// <param name="Code">
/// Whose rates apply: a country's code, or an area of the table of rates; <see langword="null"/> for a part of a country without VAT.
/// </param>
/// <param name="Union">The member state that the place belongs to for deliveries within the Union; <see langword="null"/> for none.</param>
internal readonly record struct VatArea(string? Code, string? Union);
