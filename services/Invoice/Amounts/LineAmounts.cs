namespace Microservices.Invoice.Amounts;

/// <summary>The amounts of one invoice line: <see cref="Net"/> plus <see cref="Vat"/> is <see cref="Gross"/>.</summary>
/// <param name="Gross">Quantity times unit price, VAT included.</param>
/// <param name="Vat">VAT contained in <paramref name="Gross"/>, rounded to the currency's minor units.</param>
/// <param name="Net">Gross without VAT.</param>
internal readonly record struct LineAmounts(decimal Gross, decimal Vat, decimal Net);
