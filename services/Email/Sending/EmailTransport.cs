namespace Microservices.Email.Sending;

/// <summary>Where mails go.</summary>
public enum EmailTransport
{
    /// <summary>To a mail server, by SMTP.</summary>
    Smtp,

    /// <summary>Into a folder, one <c>.eml</c> file per mail: for Standalone and for trying things out.</summary>
    Files,
}
