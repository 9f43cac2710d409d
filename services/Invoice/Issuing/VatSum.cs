using Microservices.Invoice.Amounts;

namespace Microservices.Invoice.Issuing;

/// <summary>The sums of all lines that are taxed alike.</summary>
/// <param name="RatePercent">Rate in percent.</param>
/// <param name="Net">Sum without VAT.</param>
/// <param name="Vat">VAT.</param>
/// <param name="Gross">Sum with VAT.</param>
/// <param name="Category">How they are taxed; absent on invoices of releases that knew the rate alone.</param>
internal sealed record VatSum(decimal RatePercent, decimal Net, decimal Vat, decimal Gross, TaxCategory? Category = null);
