namespace Microservices.Invoice.Reading;

/// <summary>An invoice as HTTP shows it.</summary>
internal sealed record InvoiceView
{
    /// <summary>The number as printed.</summary>
    public required string Number { get; init; }

    /// <summary>The order.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>The number that people use for the order.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>ISO 4217 code of the amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>Sum without VAT.</summary>
    public required decimal NetAmount { get; init; }

    /// <summary>VAT contained in the gross amount.</summary>
    public required decimal VatAmount { get; init; }

    /// <summary>What the customer pays.</summary>
    public required decimal GrossAmount { get; init; }

    /// <summary>When the invoice was issued, in UTC.</summary>
    public required DateTime IssuedAt { get; init; }

    /// <summary>SHA-256 of the PDF in hexadecimal; absent until it is rendered.</summary>
    public required string? Sha256 { get; init; }

    /// <summary>Bytes of the PDF; absent until it is rendered.</summary>
    public required int? PdfLength { get; init; }

    /// <summary>SHA-256 of the electronic invoice in hexadecimal; absent until one is stored.</summary>
    public required string? XmlSha256 { get; init; }

    /// <summary>Bytes of the electronic invoice; absent until one is stored.</summary>
    public required int? XmlLength { get; init; }

    /// <summary>
    /// Code points that the PDF shows as U+FFFD, because no font has them, such as <c>U+1F381</c>, with blanks between them;
    /// absent for none.
    /// </summary>
    public required string? MissingCharacters { get; init; }
}
