namespace Microservices.Invoice.Data;

/// <summary>The last number that was given out in a series and year.</summary>
internal sealed class InvoiceCounter
{
    /// <summary>The series.</summary>
    public required string Series { get; init; }

    /// <summary>The year of issue in the seller's time zone.</summary>
    public required int Year { get; init; }

    /// <summary>The last number; equal to the count of invoices of series and year.</summary>
    public required long LastNumber { get; init; }
}
