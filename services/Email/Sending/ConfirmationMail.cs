using MimeKit;

namespace Microservices.Email.Sending;

/// <summary>A confirmation, ready to be sent.</summary>
/// <param name="OrderId">The order that it confirms.</param>
/// <param name="Recipient">Who gets it.</param>
/// <param name="Message">Headers and body.</param>
internal sealed record ConfirmationMail(Guid OrderId, MailboxAddress Recipient, MimeMessage Message);
