using System.Security.Cryptography;
using Contracts.Invoice;
using Contracts.Orders;

namespace Microservices.Email.Tests;

/// <summary>Invoices to send to customers.</summary>
internal static class TestInvoices
{
    public const string Number = "INV-2026-000042";

    /// <summary>A file of any content and the given size.</summary>
    public static byte[] Pdf(int length = 20_000) => [.. "%PDF-1.7\n"u8, .. RandomNumberGenerator.GetBytes(length - 9)];

    public static InvoiceDocumentStored Stored(OrderConfirmed order, byte[] pdf, string? paymentStatus = "paid", string number = Number) => new()
    {
        OrderId = order.OrderId,
        InvoiceNumber = number,
        StoredAt = TestOrders.ConfirmedAt,
        Summary = new InvoiceSummary
        {
            Customer = order.Customer,
            OrderNumber = order.OrderNumber,
            IssuedOn = new DateOnly(2026, 3, 7),
            Currency = order.Currency,
            GrossAmount = 1263.90m,
            PaymentStatus = paymentStatus,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(pdf)),
            Length = pdf.Length,
        },
    };
}
