using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Email.Invoices;

/// <summary>Section <c>Email__InvoiceMail</c>: the mail with the invoice.</summary>
internal sealed class InvoiceMailOptions
{
    /// <summary>The section's name.</summary>
    public const string SectionName = "Email:InvoiceMail";

    /// <summary>Whether customers get their invoices by mail; true by default. Without, the events are taken and nothing is sent.</summary>
    [Example("true")]
    public bool Enabled { get; set; } = true;

    /// <summary>The largest PDF that is attached, in bytes, 1,024 to 100,000,000; 10,000,000 by default. A larger one is a dead letter.</summary>
    [Between(1024, 100_000_000), Example("10000000")]
    public int MaxSize { get; set; } = 10_000_000;
}
