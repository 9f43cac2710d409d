namespace Microservices.Email.Sending;

/// <summary>
/// The recipient can never get the mail: the address is none, or the mail server refused it with a 5xx reply. Trying again
/// is useless until somebody corrects the address or the server.
/// </summary>
/// <param name="message">The reason, without the address.</param>
// Takes no inner exception: the innermost one is what the error queue shows, and the server's own words hold the address.
internal sealed class RecipientRejectedException(string message) : Exception(message);
