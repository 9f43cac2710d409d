namespace Microservices.Invoice.Issuing;

/// <summary>The sums of all lines of one VAT rate.</summary>
/// <param name="RatePercent">Rate in percent.</param>
/// <param name="Net">Sum without VAT.</param>
/// <param name="Vat">VAT.</param>
/// <param name="Gross">Sum with VAT.</param>
internal sealed record VatSum(decimal RatePercent, decimal Net, decimal Vat, decimal Gross);
