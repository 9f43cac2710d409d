using System.ComponentModel.DataAnnotations;
using Contracts.Rules;

namespace Contracts.Orders;

/// <summary>The person or company that ordered.</summary>
public sealed record Customer
{
    /// <summary>The shop's id of the customer, at most 64 visible characters.</summary>
    [TextRule(Identifiers.Format), StringLength(Identifiers.MaxLength, MinimumLength = 1)]
    public required string Id { get; init; }

    /// <summary>The name to address the customer by, at most 200 characters.</summary>
    [TextRule(Lines.Format), StringLength(Lines.Name, MinimumLength = 1)]
    public required string Name { get; init; }

    /// <summary>The address that the confirmation is sent to (RFC 5321 mailbox, letters of any script as in RFC 6531), at most 254 characters.</summary>
    [TextRule(EmailAddresses.Format), StringLength(EmailAddresses.MaxLength, MinimumLength = 3)]
    public required string Email { get; init; }

    /// <summary>BCP 47 language tag that mails and invoices are written in, such as <c>de-AT</c>; <c>en</c> by default.</summary>
    [TextRule(Locales.Format), StringLength(Locales.MaxLength, MinimumLength = 1)]
    public string Locale { get; init; } = "en";

    /// <summary>
    /// VAT identification number of a company, such as <c>DE123456789</c>, at most 20 characters. With one of another member state of
    /// the European Union, a delivery from one into another is invoiced without VAT.
    /// </summary>
    [TextRule(VatIds.Format), StringLength(VatIds.MaxLength, MinimumLength = 1)]
    public string? VatId { get; init; }
}
