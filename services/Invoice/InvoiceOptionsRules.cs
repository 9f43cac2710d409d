using Microservices.Invoice.Amounts;
using Microservices.Invoice.Numbering;
using Microsoft.Extensions.Options;

namespace Microservices.Invoice;

/// <summary>Checks what attributes cannot say; every failure names the key and a valid value.</summary>
internal sealed class InvoiceOptionsRules : IValidateOptions<InvoiceOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, InvoiceOptions options)
    {
        var failures = new List<string>();

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone ?? "", out _))
        {
            failures.Add($"Invoice:TimeZone '{options.TimeZone}' is not known here; valid: an IANA name such as "
                + "Europe/London (the system's time zone data must be installed).");
        }

        if (!InvoiceNumberFormat.TryParse(options.NumberFormat ?? "", options.Series ?? "", out _, out var reason))
            failures.Add($"Invoice:NumberFormat '{options.NumberFormat}' {reason}; valid: INV-{{year}}-{{number:000000}}.");

        CheckRates(options, failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckRates(InvoiceOptions options, List<string> failures)
    {
        foreach (var (country, rate) in options.Vat.Rates)
        {
            if (country.Length != 2 || !country.All(char.IsAsciiLetter))
                failures.Add($"Invoice:Vat:Rates:{country} is no ISO 3166-1 alpha-2 code; valid: Invoice:Vat:Rates:DE=19.");
            if (rate is < 0m or > 100m)
                failures.Add($"Invoice:Vat:Rates:{country}={rate} is not from 0 to 100 percent.");
        }

        var seller = options.Seller?.CountryCode ?? "";
        if (!StandardVatRates.ByCountry.ContainsKey(seller) && !options.Vat.Rates.ContainsKey(seller))
            failures.Add($"Invoice:Seller:CountryCode '{seller}' has no VAT rate; set Invoice:Vat:Rates:{seller}.");
    }
}
