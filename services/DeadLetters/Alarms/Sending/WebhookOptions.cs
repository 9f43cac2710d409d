namespace Microservices.DeadLetters.Alarms.Sending;

/// <summary>Tells by HTTP (section <c>DeadLetters:Alarms:Webhook</c>).</summary>
internal sealed class WebhookOptions
{
    /// <summary>Where alarms are posted to as JSON; none by default.</summary>
    public string? Url { get; set; }

    /// <summary>
    /// What the body is signed with, so that the receiver knows who sends: the header <c>X-Dead-Letters-Signature</c> is
    /// <c>sha256=</c> and the HMAC in hexadecimal digits. None by default.
    /// </summary>
    public string? Secret { get; set; }

    internal bool IsOn => !string.IsNullOrWhiteSpace(Url);
}
