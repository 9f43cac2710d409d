namespace Microservices.Invoice.Amounts;

/// <summary>The VAT rate of an order and the reason for it.</summary>
/// <param name="RatePercent">Rate in percent, such as 20 or 25.5.</param>
/// <param name="Treatment">Why.</param>
internal readonly record struct VatDecision(decimal RatePercent, VatTreatment Treatment);
