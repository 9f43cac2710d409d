namespace Microservices.Testing.Smtp;

/// <summary>An answer that a test has programmed.</summary>
internal sealed class SmtpRule(Func<SmtpCommand, bool> applies, SmtpReply reply, int times)
{
    public Func<SmtpCommand, bool> Applies => applies;

    public SmtpReply Reply => reply;

    public int Left { get; set; } = times;
}
