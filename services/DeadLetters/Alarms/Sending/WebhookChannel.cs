using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microservices.ServiceDefaults.Configuration;
using Polly;
using Polly.Retry;

namespace Microservices.DeadLetters.Alarms.Sending;

/// <summary>Posts alarms as JSON; its member <c>text</c> is what chat programs show.</summary>
internal sealed class WebhookChannel(
    IHttpClientFactory clients, IOptions<AlarmOptions> options, TimeProvider timeProvider) : INotificationChannel
{
    public const string ClientName = "DeadLetters.Webhook";
    private const int Retries = 3;
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    // Short: a receiver that stays away is tried again with the next round.
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline =
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Retries,
                Delay = RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                    .Handle<HttpRequestException>().Handle<Polly.Timeout.TimeoutRejectedException>()
                    .HandleResult(response => response.StatusCode is HttpStatusCode.TooManyRequests
                        or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError),
            })
            .AddTimeout(AttemptTimeout)
            .Build();

    public string Name => "webhook";

    public bool IsOn => options.Value.Webhook.IsOn;

    public bool HasSent(Notification notification) => notification.WebhookSentAt is not null;

    public void MarkSent(Notification notification, DateTime now) => notification.WebhookSentAt = now;

    public async Task SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        var link = AlarmText.Link(notification, options.Value.PublicUrl);
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            notification.Id,
            notification.Kind,
            notification.Queue,
            notification.GroupId,
            notification.Title,
            Open = notification.OpenCount,
            notification.Since,
            Link = link,
            Text = Escape(string.Join(' ', AlarmText.Headline(notification) + ".", AlarmText.Details(notification), link).TrimEnd()),
        }, JsonSerializerOptions.Web);
        using var response = await _pipeline.ExecuteAsync(
            async token => await PostAsync(notification.Id, body, token), cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    // As chat programs ask for it; else a queue could be called <!channel>, or a link that shows another text.
    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private async Task<HttpResponseMessage> PostAsync(long id, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Webhook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        // The same for each try, so that a receiver can tell a repetition.
        request.Headers.Add("Idempotency-Key", string.Create(CultureInfo.InvariantCulture, $"dead-letters-{id}"));
        if (options.Value.Webhook.Secret is { Length: > 0 } secret)
        {
            // Signed with the time, so that what somebody has recorded is worth nothing later.
            var at = timeProvider.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            byte[] signed = [.. Encoding.ASCII.GetBytes(at + "."), .. body];
            request.Headers.Add("X-Dead-Letters-Timestamp", at);
            request.Headers.Add("X-Dead-Letters-Signature",
                $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}");
        }

        return await clients.CreateClient(ClientName).SendAsync(request, cancellationToken);
    }
}

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
