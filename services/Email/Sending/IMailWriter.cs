using Microservices.Email.Data;
using Microservices.Email.Invoices;

namespace Microservices.Email.Sending;

/// <summary>Writes one kind of mail. Holds no state.</summary>
/// <typeparam name="TMessage">The message that asks for it.</typeparam>
internal interface IMailWriter<in TMessage>
{
    /// <summary>Which mail of the order it is.</summary>
    MailKind Kind { get; }

    /// <summary>How long <see cref="WriteAsync"/> may take at most.</summary>
    TimeSpan WritingTimeout { get; }

    /// <summary>The order that the mail is about.</summary>
    Guid OrderIdOf(TMessage message);

    /// <summary>Why the message gets no mail, as a metric's tag has it; <see langword="null"/> when it gets one.</summary>
    string? FindReasonForNone(TMessage message);

    /// <summary>Writes the mail. The same message always gives the same mail, but for its date.</summary>
    /// <exception cref="RecipientRejectedException">The customer's address can never get mail.</exception>
    /// <exception cref="InvoiceDocumentUnavailableException">The attachment is not to be had now.</exception>
    /// <exception cref="InvoiceDocumentWrongException">The attachment is not what it should be, and will not become so.</exception>
    Task<OrderMail> WriteAsync(TMessage message, CancellationToken cancellationToken);
}
