namespace Microservices.Testing.Smtp;

/// <summary>A command that a client sent to the <see cref="SmtpCatcher"/>, with what it had said before.</summary>
/// <param name="Verb">
/// The command's verb in capitals: <c>EHLO</c>, <c>MAIL</c>, <c>RCPT</c>, <c>DATA</c>, …; <c>CONNECT</c> for a new
/// connection and <c>.</c> for the end of the data.
/// </param>
/// <param name="Argument">The rest of the line; for <c>MAIL</c> and <c>RCPT</c> the address without angle brackets.</param>
/// <param name="From">The envelope's sender so far; null before <c>MAIL</c>.</param>
/// <param name="Recipients">The envelope's accepted recipients so far.</param>
public sealed record SmtpCommand(string Verb, string Argument, string? From, IReadOnlyList<string> Recipients);
