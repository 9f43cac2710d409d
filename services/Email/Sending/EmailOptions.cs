using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Email.Sending;

/// <summary>Section <c>Email</c>: the transport of the mails.</summary>
internal sealed class EmailOptions
{
    /// <summary>The section's name.</summary>
    public const string SectionName = "Email";

    /// <summary>Where mails go; <see cref="EmailTransport.Smtp"/> by default.</summary>
    [Example("Smtp")]
    public EmailTransport Transport { get; set; } = EmailTransport.Smtp;
}
