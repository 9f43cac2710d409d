namespace Microservices.Orders.Validation;

/// <summary>The person or company that ordered.</summary>
internal sealed record CustomerRequest
{
    /// <summary>The shop's id of the customer, at most 64 characters; required.</summary>
    public string? Id { get; init; }

    /// <summary>Name to address the customer by, at most 200 characters; required.</summary>
    public string? Name { get; init; }

    /// <summary>Mailbox that the confirmation goes to, at most 254 characters; required.</summary>
    public string? Email { get; init; }

    /// <summary>
    /// BCP 47 tag of the language of mails and invoices, such as <c>de-AT</c>; <c>en</c> when absent.
    /// </summary>
    public string? Locale { get; init; }

    /// <summary>VAT identification number of a company, such as <c>DE123456789</c>, at most 20 characters.</summary>
    public string? VatId { get; init; }
}
