using Contracts.DeadLetters;
using Contracts.Email;
using Contracts.Inventory;
using Contracts.Invoice;
using Contracts.Orders;

namespace Microservices.Contracts.Tests;

/// <summary>One message of each kind with every property set, and characters that encoders like to spoil.</summary>
internal static class Samples
{
    private static readonly Guid OrderId = new("0191f6a0-5b6c-7d3e-8f00-0123456789ab");
    private static readonly Guid ReservationId = new("0191f6a0-6c7d-7e4f-9f11-123456789abc");
    private static readonly DateTimeOffset Time = new(2026, 3, 29, 0, 59, 59, 123, TimeSpan.Zero);

    private static readonly Dictionary<Type, object> ByType = new object[]
    {
        new OrderConfirmed
        {
            OrderId = OrderId,
            OrderNumber = "536365",
            Customer = new Customer
            {
                Id = "17850",
                Name = "Zoë \"Bär\" <O'Neill> & Søn",
                Email = "zoe@example.test",
                Locale = "de-AT",
                VatId = "ATU12345678",
            },
            Currency = "GBP",
            ShippingAddress = new ShippingAddress
            {
                Name = "山田太郎",
                Line1 = "Straße 1",
                Line2 = "2nd floor",
                PostalCode = "D02 X285",
                City = "Dublin",
                Region = "Leinster",
                Country = "EIRE",
                CountryCode = "IE",
            },
            BillingAddress = new ShippingAddress
            {
                Name = "Bär & Søn GmbH",
                Line1 = "Ring 3",
                Line2 = "Stiege 2",
                PostalCode = "1010",
                City = "Wien",
                Region = "Wien",
                Country = "Österreich",
                CountryCode = "AT",
            },
            Lines =
            [
                new OrderLine { Sku = "85123A", Description = " GIFT VOUCHER £20.00 ", Quantity = 6, UnitPrice = 2.55m, VatCategory = "reduced" },
                new OrderLine { Sku = "85123a", Description = "FREE", Quantity = 80995, UnitPrice = 0m },
                new OrderLine { Sku = "85123A", Description = "20.10", Quantity = 1, UnitPrice = 20.10m },
            ],
            ConfirmedAt = Time,
            SupplyDate = new DateOnly(2026, 3, 30),
            PricesIncludeVat = false,
            Payment = new Payment { Status = "unpaid", Method = "Überweisung" },
        },
        new OrderConfirmationSent { OrderId = OrderId, MailMessageId = "order-536365@example.test", SentAt = Time },
        new StockReserved
        {
            OrderId = OrderId,
            ReservationId = ReservationId,
            Lines = [new ReservedSku { Sku = "85123A", Reserved = 4, Backordered = 3 }],
            ReservedAt = Time,
        },
        new StockShortageDetected
        {
            OrderId = OrderId,
            ReservationId = ReservationId,
            Lines = [new ReservedSku { Sku = "85123A", Reserved = 4, Backordered = 3 }],
            DetectedAt = Time,
        },
        new InvoiceIssued
        {
            OrderId = OrderId,
            InvoiceNumber = "INV-2026-000001",
            Currency = "GBP",
            NetAmount = 168469.50m,
            VatAmount = 0.10m,
            GrossAmount = 168469.60m,
            IssuedAt = Time,
            DocumentFollows = true,
        },
        new InvoiceDocumentStored
        {
            OrderId = OrderId,
            InvoiceNumber = "INV-2026-000001",
            StoredAt = Time,
            Summary = new InvoiceSummary
            {
                Customer = new Customer { Id = "17850", Name = "Zoë Bär", Email = "zoe@example.test", Locale = "de-AT", VatId = "ATU12345678" },
                OrderNumber = "536365",
                IssuedOn = new DateOnly(2026, 3, 29),
                Currency = "GBP",
                GrossAmount = 168469.60m,
                PaymentStatus = "unpaid",
                Sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                Length = 23456,
            },
        },
        new BackorderFilled
        {
            OrderId = OrderId,
            ReservationId = ReservationId,
            Lines = [new ReservedSku { Sku = "85123A", Reserved = 6, Backordered = 1 }],
            FilledAt = Time,
        },
        new OrderMessageFailed
        {
            OrderId = OrderId,
            Queue = "email-order-confirmed",
            Reason = "MailRejectedException: 550 \"no\" <such> mailbox",
            FailedAt = Time,
        },
        new ReplayProcessed
        {
            ReplayItemId = 9007199254740993, // no double holds it
            Queue = "invoice-order-confirmed",
            ProcessedAt = Time,
            WasDuplicate = true,
        },
    }.ToDictionary(sample => sample.GetType());

    public static IReadOnlyCollection<Type> Types => ByType.Keys;

    public static object Of(Type type) => ByType.TryGetValue(type, out var sample)
        ? sample
        : throw new InvalidOperationException($"{nameof(Samples)} lacks a {type.Name}: add one with every property set.");
}
