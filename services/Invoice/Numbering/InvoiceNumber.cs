namespace Microservices.Invoice.Numbering;

/// <summary>A number that was taken.</summary>
/// <param name="Series">The series.</param>
/// <param name="Year">The year of issue in the seller's time zone.</param>
/// <param name="Sequence">The place in series and year, from 1.</param>
/// <param name="Text">The number as printed.</param>
/// <param name="IssuedAt">The moment of issue, in UTC.</param>
internal sealed record InvoiceNumber(string Series, int Year, long Sequence, string Text, DateTime IssuedAt);
