namespace Microservices.Email.Sending;

/// <summary>Hands a mail to whatever delivers it.</summary>
internal interface IEmailSender
{
    /// <summary>Sends one mail and returns what the receiving side answered, without the recipient's address.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="cancellationToken">Gives up; the mail may then have been accepted or not.</param>
    /// <returns>The reply that accepted the mail.</returns>
    /// <exception cref="RecipientRejectedException">The recipient was refused for good.</exception>
    /// <exception cref="MailRejectedException">This mail was refused for good, whoever it is for.</exception>
    /// <exception cref="MailNotAcceptedException">The mail was certainly not accepted; another attempt may succeed.</exception>
    /// <exception cref="MailOutcomeUnknownException">The connection broke before the reply: the mail may be on its way.</exception>
    Task<string> SendAsync(OrderMail mail, CancellationToken cancellationToken);
}
