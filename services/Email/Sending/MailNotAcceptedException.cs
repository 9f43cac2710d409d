namespace Microservices.Email.Sending;

/// <summary>
/// The mail was certainly not accepted: the server was not reached, or refused for now (4xx). Another attempt may succeed.
/// </summary>
/// <param name="message">What happened, without the address.</param>
/// <param name="innerException">The cause, unless its text holds the address.</param>
internal sealed class MailNotAcceptedException(string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Whether another attempt within seconds makes sense; a refused password stays refused.</summary>
    public bool CanRetryAtOnce { get; init; } = true;

    /// <summary>Whether the server as a whole is in trouble, so that every other mail would fail, too.</summary>
    public bool ServerTrouble { get; init; } = true;
}
