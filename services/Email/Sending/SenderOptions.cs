namespace Microservices.Email.Sending;

/// <summary>Section <c>Email:Sender</c>: whom the mails come from.</summary>
internal sealed class SenderOptions
{
    /// <summary>The section's name.</summary>
    public const string SectionName = "Email:Sender";

    /// <summary>Address of <c>From</c> and of the envelope, to which undeliverable mails return. Required.</summary>
    [Needed(ErrorMessage = "Email__Sender__Address is not set; give the shop's mail address, such as orders@shop.example.")]
    [MailAddress(ErrorMessage = "Email__Sender__Address is no mail address; give one such as orders@shop.example.")]
    public string? Address { get; set; }

    /// <summary>The shop's name, shown as sender and in the mail; required.</summary>
    [Needed(ErrorMessage = "Email__Sender__Name is not set; give the shop's name, such as 'Example Shop'.")]
    public string? Name { get; set; }

    /// <summary>Address of <c>Reply-To</c>; <see cref="Address"/> answers when it is not set.</summary>
    [MailAddress(ErrorMessage = "Email__Sender__ReplyTo is no mail address; give one such as service@shop.example.")]
    public string? ReplyTo { get; set; }

    /// <summary>
    /// Domain of each mail's <c>Message-ID</c>; that of <see cref="Address"/> when it is not set. A change makes a mail
    /// that is sent again after the change a different one.
    /// </summary>
    [DomainName(ErrorMessage = "Email__Sender__MessageIdDomain is no domain; give one such as mail.shop.example.")]
    public string? MessageIdDomain { get; set; }
}
