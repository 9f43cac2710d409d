using Microservices.Invoice.Numbering;

namespace Microservices.Invoice.Data;

/// <summary>The widths of text columns, each with what limits it.</summary>
internal static class ColumnLengths
{
    /// <summary>Limit of <c>Invoice__Series</c>.</summary>
    public const int Series = 16;

    /// <summary>Limit of the number format.</summary>
    public const int Number = InvoiceNumberFormat.MaximumLength;

    /// <summary>Limit of the contract (<c>OrderConfirmed.OrderNumber</c>).</summary>
    public const int OrderNumber = 64;

    /// <summary>ISO 4217.</summary>
    public const int Currency = 3;

    /// <summary>SHA-256 in hexadecimal.</summary>
    public const int Sha256 = 64;
}
