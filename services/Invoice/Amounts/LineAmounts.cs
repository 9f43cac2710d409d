namespace Microservices.Invoice.Amounts;

/// <summary>The amounts of one invoice line: <see cref="Net"/> plus <see cref="Vat"/> is <see cref="Gross"/>.</summary>
/// <param name="Gross">The amount of the line, VAT included.</param>
/// <param name="Vat">VAT contained in <paramref name="Gross"/>, its part of the VAT of all lines of its rate.</param>
/// <param name="Net">Gross without VAT.</param>
internal readonly record struct LineAmounts(decimal Gross, decimal Vat, decimal Net);
