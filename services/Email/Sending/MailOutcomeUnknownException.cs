namespace Microservices.Email.Sending;

/// <summary>
/// The connection broke after the mail's content went out and before the server answered: the mail may be on its way, or
/// not. It has to be sent again, under the same Message-ID.
/// </summary>
/// <param name="message">What happened, without the address.</param>
/// <param name="innerException">The cause.</param>
internal sealed class MailOutcomeUnknownException(string message, Exception innerException)
    : Exception(message, innerException);
