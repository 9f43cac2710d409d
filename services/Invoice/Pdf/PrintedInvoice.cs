using Microservices.Invoice.Issuing;

namespace Microservices.Invoice.Pdf;

/// <summary>An issued invoice as given to what draws and writes it: nothing else decides what PDF and XML say.</summary>
/// <param name="Id">The invoice's id.</param>
/// <param name="Number">Its number.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="Currency">ISO 4217 code of the amounts.</param>
/// <param name="Net">Sum without VAT.</param>
/// <param name="Vat">VAT.</param>
/// <param name="Gross">Sum with VAT.</param>
/// <param name="Content">Everything else.</param>
internal sealed record PrintedInvoice(
    Guid Id, string Number, DateTimeOffset IssuedAt, string Currency, decimal Net, decimal Vat, decimal Gross,
    InvoiceContent Content)
{
    /// <summary>Date of issue, in the seller's time zone.</summary>
    public DateOnly InvoiceDate => LocalDate(IssuedAt);

    /// <summary>Date by which to pay.</summary>
    public DateOnly DueDate => InvoiceDate.AddDays(Content.PaymentDays);

    /// <summary>Date of the order.</summary>
    public DateOnly OrderDate => LocalDate(Content.OrderedAt);

    private DateOnly LocalDate(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(Content.TimeZone)).DateTime);
}
