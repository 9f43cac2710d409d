using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Invoice.Amounts;

/// <summary>Deviations from the VAT rates of the tables, under <c>Invoice__Vat</c>.</summary>
internal sealed class VatOptions
{
    /// <summary>
    /// Standard rate in percent by ISO 3166-1 alpha-2 code, for all time, instead of the table's or of an export without VAT:
    /// <c>Invoice__Vat__Rates__DE=19</c>. From 0 to 100.
    /// </summary>
    [Example("19")]
    public IDictionary<string, decimal> Rates { get; } =
        new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase);
}
