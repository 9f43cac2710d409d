using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Email.Sending;

/// <summary>Section <c>Email__Sender</c>: the sender of the mails.</summary>
internal sealed class SenderOptions
{
    /// <summary>The section's name.</summary>
    public const string SectionName = "Email:Sender";

    /// <summary>Address of <c>From</c> and of the envelope, to which undeliverable mails return. Required.</summary>
    [Needed, MailAddress, Example("orders@shop.example")]
    public string? Address { get; set; }

    /// <summary>The shop's name, shown as sender and in the mail; required.</summary>
    [Needed, Example("Example Shop")]
    public string? Name { get; set; }

    /// <summary>Address of <c>Reply-To</c>; <see cref="Address"/> answers when it is not set.</summary>
    [MailAddress, Example("service@shop.example")]
    public string? ReplyTo { get; set; }

    /// <summary>
    /// Domain of each mail's <c>Message-ID</c>; that of <see cref="Address"/> when it is not set. A change makes a mail
    /// that is sent again after the change a different one.
    /// </summary>
    [DomainName, Example("mail.shop.example")]
    public string? MessageIdDomain { get; set; }
}
