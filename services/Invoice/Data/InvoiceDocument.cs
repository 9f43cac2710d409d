namespace Microservices.Invoice.Data;

/// <summary>An invoice's PDF; written once, never changed.</summary>
internal sealed class InvoiceDocument
{
    /// <summary>The invoice.</summary>
    public required Guid InvoiceId { get; init; }

    /// <summary>SHA-256 of the file, 64 hexadecimal digits in lower case.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Bytes of the file.</summary>
    public required int Length { get; init; }

    /// <summary>The file; absent when it lies in <c>Invoice__Documents__Directory</c>.</summary>
    public required byte[]? Pdf { get; init; }

    /// <summary>When it was rendered, in UTC.</summary>
    public required DateTime RenderedAt { get; init; }

    /// <summary>Code points drawn as U+FFFD, such as <c>U+1F381</c>, with blanks between them; absent for none.</summary>
    public string? MissingCharacters { get; init; }
}
