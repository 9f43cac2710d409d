using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Microservices.Email;

/// <summary>What the service counts. Names, units and tags are read by dashboards and alerts.</summary>
internal sealed class EmailMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Microservices.Email";

    private const string OutcomeTag = "outcome";

    // OpenTelemetry's own bounds are meant for milliseconds.
    private static readonly double[] DurationBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private readonly Counter<long> _sent;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _bounced;
    private readonly Counter<long> _repeatedSends;
    private readonly Histogram<double> _sendDuration;

    public EmailMetrics(IMeterFactory meterFactory)
    {
        var meter = meterFactory.Create(MeterName);
        _sent = meter.CreateCounter<long>(
            "microservices.email.sent", "{mail}", "Mails that the mail server accepted.");
        _rejected = meter.CreateCounter<long>(
            "microservices.email.rejected", "{mail}", "Mails that the mail server refused for good.");
        _bounced = meter.CreateCounter<long>(
            "microservices.email.bounced", "{mail}", "Mails that came back after the mail server had accepted them.");
        _repeatedSends = meter.CreateCounter<long>(
            "microservices.email.repeated_sends", "{mail}",
            "Mails sent again, under the same Message-ID, because an earlier attempt may have reached the mail server.");
        _sendDuration = meter.CreateHistogram<double>(
            "microservices.email.send.duration", "s", "Time to hand over one mail, retries included.",
            tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBounds });
    }

    /// <summary>The mail server accepted a mail.</summary>
    public void Sent(TimeSpan duration)
    {
        _sent.Add(1);
        Took(duration, "sent");
    }

    /// <summary>The mail server refused a mail for good.</summary>
    public void Rejected(TimeSpan duration)
    {
        _rejected.Add(1);
        Took(duration, "rejected");
    }

    /// <summary>A mail came back after the mail server had accepted it.</summary>
    public void Bounced() => _bounced.Add(1);

    /// <summary>A mail was not handed over, or nobody knows.</summary>
    public void Failed(TimeSpan duration) => Took(duration, "failed");

    /// <summary>A mail is sent again although an earlier attempt may have reached the mail server.</summary>
    public void SendRepeated() => _repeatedSends.Add(1);

    private void Took(TimeSpan duration, string outcome) =>
        _sendDuration.Record(duration.TotalSeconds, new TagList { { OutcomeTag, outcome } });
}
