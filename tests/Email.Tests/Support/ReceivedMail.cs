using System.Text;
using MimeKit;

namespace Microservices.Email.Tests.Support;

/// <summary>A mail that a <see cref="ScriptedSmtpServer"/> took.</summary>
internal sealed record ReceivedMail(string From, string To, string Content, bool Encrypted, string? UserName)
{
    public MimeMessage Read()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Content));
        return MimeMessage.Load(stream);
    }
}
