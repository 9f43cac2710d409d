namespace Microservices.Invoice.Amounts;

/// <summary>Deviations from the built-in VAT rates, under <c>Invoice:Vat</c>.</summary>
internal sealed class VatOptions
{
    /// <summary>
    /// Standard rate in percent by ISO 3166-1 alpha-2 code, laid over the built-in table (EU-27, GB, CH, NO):
    /// <c>Invoice:Vat:Rates:DE=19</c>. From 0 to 100.
    /// </summary>
    public IDictionary<string, decimal> Rates { get; } =
        new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase);
}
