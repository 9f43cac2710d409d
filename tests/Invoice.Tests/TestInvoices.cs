using Contracts.Orders;
using Microservices.Invoice.Amounts;
using Microservices.Invoice.Issuing;
using Microservices.Invoice.Pdf;
using Microsoft.Extensions.Options;

namespace Microservices.Invoice.Tests;

/// <summary>Drafts and invoices as the service makes them of orders.</summary>
internal static class TestInvoices
{
    public static InvoiceDrafter Drafter(InvoiceOptions? options = null)
    {
        var wrapped = Options.Create(options ?? Demo());
        return new InvoiceDrafter(new VatRules(wrapped), wrapped);
    }

    /// <summary>Settings with the invented seller, or one in another country.</summary>
    public static InvoiceOptions Demo(string country = "GB")
    {
        var options = new InvoiceOptions { Seller = { Demo = true } };
        DemoSeller.Fill(options.Seller);
        options.Seller.CountryCode = country;
        return options;
    }

    public static PrintedInvoice Print(OrderConfirmed order, InvoiceOptions? options = null)
    {
        var draft = Drafter(options).Draft(order);
        return new PrintedInvoice(
            Id: new Guid("0193a000-0000-7000-8000-000000000001"),
            Number: "INV-2026-000042",
            IssuedAt: new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero),
            order.Currency, draft.Net, draft.Vat, draft.Gross, draft.Content);
    }
}
