namespace Microservices.Invoice.Data;

/// <summary>An invoice as EN 16931 XML; written once, never changed.</summary>
internal sealed class InvoiceXml
{
    /// <summary>The invoice.</summary>
    public required Guid InvoiceId { get; init; }

    /// <summary>SHA-256 of the file, 64 hexadecimal digits in lower case.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Bytes of the file.</summary>
    public required int Length { get; init; }

    /// <summary>The file; absent when it lies in <c>Invoice__Documents__Directory</c>.</summary>
    public required byte[]? Xml { get; init; }

    /// <summary>When it was written, in UTC: with the PDF, or later for an invoice of an earlier release.</summary>
    public required DateTime WrittenAt { get; init; }
}
