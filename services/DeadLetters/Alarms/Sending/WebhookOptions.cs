using Microservices.ServiceDefaults.Configuration;

namespace Microservices.DeadLetters.Alarms.Sending;

/// <summary>Tells by HTTP (section <c>DeadLetters__Alarms__Webhook</c>).</summary>
internal sealed class WebhookOptions
{
    /// <summary>Where alarms are posted to as JSON; none by default.</summary>
    [Secret, Example("https://chat.example/hooks/1")]
    public string? Url { get; set; }

    /// <summary>
    /// The key of the signature, by which the receiver knows who sends and when. The header <c>X-Dead-Letters-Signature</c> is
    /// <c>sha256=</c> and the HMAC, in hexadecimal digits, of the header <c>X-Dead-Letters-Timestamp</c> (Unix seconds), a dot and
    /// the body. None by default.
    /// </summary>
    [Secret, Example("a-long-secret")]
    public string? Secret { get; set; }

    internal bool IsOn => !string.IsNullOrWhiteSpace(Url);
}
