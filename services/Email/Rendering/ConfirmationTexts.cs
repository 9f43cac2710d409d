using Microservices.ServiceDefaults.Customers;

namespace Microservices.Email.Rendering;

/// <summary>
/// The words of the confirmation in one language. A new language is one more property of <see cref="Languages"/>.
/// </summary>
internal sealed record ConfirmationTexts
{
    /// <summary>The words that other mails and pages have too.</summary>
    public required CustomerWords Words { get; init; }

    /// <summary>Subject, from the order number.</summary>
    public required Func<string, string> Subject { get; init; }

    /// <summary>What a mailbox's list shows after the subject, from order number and total.</summary>
    public required Func<string, string, string> Preview { get; init; }

    public required string Headline { get; init; }

    /// <summary>Salutation, from the customer's name.</summary>
    public required Func<string, string> Greeting { get; init; }

    public required string Introduction { get; init; }

    /// <summary>Closing sentence when an answer reaches someone.</summary>
    public required string ReplyToUs { get; init; }

    /// <summary>Why the reader got this mail, from the shop's name.</summary>
    public required Func<string, string> Footer { get; init; }
}
