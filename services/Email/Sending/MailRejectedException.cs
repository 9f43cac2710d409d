namespace Microservices.Email.Sending;

/// <summary>
/// The mail server refused this mail with a 5xx reply for what it is (too large, unwanted content), not for whom it is for.
/// Trying again is useless until somebody changes the mail or the server.
/// </summary>
/// <param name="message">The reason, without the address.</param>
internal sealed class MailRejectedException(string message) : Exception(message);
