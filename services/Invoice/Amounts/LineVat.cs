namespace Microservices.Invoice.Amounts;

/// <summary>The VAT of a line.</summary>
/// <param name="Category">How it is taxed.</param>
/// <param name="RatePercent">Rate in percent, such as 20 or 25.5; zero for what is not taxed.</param>
internal readonly record struct LineVat(TaxCategory Category, decimal RatePercent);
