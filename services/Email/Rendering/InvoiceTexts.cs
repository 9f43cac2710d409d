namespace Microservices.Email.Rendering;

/// <summary>
/// The words that the invoice's mail has beside those of the confirmation (<see cref="Common"/>). A new language is one more
/// property of <see cref="InvoiceLanguages"/>.
/// </summary>
internal sealed record InvoiceTexts
{
    /// <summary>The words of the same language that both mails use.</summary>
    public required ConfirmationTexts Common { get; init; }

    /// <summary>Subject, from the invoice's number.</summary>
    public required Func<string, string> Subject { get; init; }

    /// <summary>What a mailbox's list shows after the subject, from order number and total.</summary>
    public required Func<string, string, string> Preview { get; init; }

    public required string Headline { get; init; }

    /// <summary>Says that the PDF is attached, from the order's number.</summary>
    public required Func<string, string> Introduction { get; init; }

    public required string InvoiceNumber { get; init; }

    public required string IssuedOn { get; init; }

    /// <summary>Said of an order that is paid.</summary>
    public required string IsPaid { get; init; }

    /// <summary>Said of an order that is not; what is printed depends on the seller.</summary>
    public required string IsUnpaid { get; init; }
}
