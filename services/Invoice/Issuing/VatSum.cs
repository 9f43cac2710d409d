using Microservices.Invoice.Amounts;

namespace Microservices.Invoice.Issuing;

/// <summary>The sums of all lines that are taxed alike.</summary>
/// <param name="RatePercent">Rate in percent.</param>
/// <param name="Net">Sum without VAT.</param>
/// <param name="Vat">VAT.</param>
/// <param name="Gross">Sum with VAT.</param>
/// <param name="Category">How they are taxed; absent on invoices of releases that knew the rate alone.</param>
internal sealed record VatSum(decimal RatePercent, decimal Net, decimal Vat, decimal Gross, TaxCategory? Category = null)
{
    /// <summary>Sums lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="vatOf">How a line is taxed.</param>
    /// <returns>A sum for each category and rate, highest rate first.</returns>
    public static List<VatSum> Of(IEnumerable<InvoiceLine> lines, Func<InvoiceLine, LineVat> vatOf) => lines
        .GroupBy(vatOf)
        .OrderByDescending(group => group.Key.RatePercent).ThenBy(group => group.Key.Category)
        .Select(group => new VatSum(group.Key.RatePercent, group.Sum(line => line.Gross - line.Vat), group.Sum(line => line.Vat),
            group.Sum(line => line.Gross), group.Key.Category))
        .ToList();
}
