using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microservices.Email.Data;

namespace Microservices.Email;

/// <summary>What the service counts. Names, units and tags are read by dashboards and alerts.</summary>
internal sealed class EmailMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Microservices.Email";

    private const string OutcomeTag = "outcome";
    private const string KindTag = "kind";
    private const string ReasonTag = "reason";

    // OpenTelemetry's own bounds are meant for milliseconds.
    private static readonly double[] DurationBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private readonly Counter<long> _sent;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _bounced;
    private readonly Counter<long> _repeatedSends;
    private readonly Counter<long> _skipped;
    private readonly Histogram<double> _sendDuration;
    private readonly Histogram<double> _fetchDuration;

    public EmailMetrics(IMeterFactory meterFactory)
    {
        var meter = meterFactory.Create(MeterName);
        _sent = meter.CreateCounter<long>(
            "microservices.email.sent", "{mail}", "Mails that the mail server accepted.");
        _rejected = meter.CreateCounter<long>(
            "microservices.email.rejected", "{mail}", "Mails that the mail server refused for good, or whose attachment is wrong.");
        _bounced = meter.CreateCounter<long>(
            "microservices.email.bounced", "{mail}", "Mails that came back after the mail server had accepted them.");
        _repeatedSends = meter.CreateCounter<long>(
            "microservices.email.repeated_sends", "{mail}",
            "Mails sent again, under the same Message-ID, because an earlier attempt may have reached the mail server.");
        _skipped = meter.CreateCounter<long>(
            "microservices.email.skipped", "{mail}", "Messages that get no mail: of an earlier release, or while the mail is switched off.");
        _sendDuration = meter.CreateHistogram<double>(
            "microservices.email.send.duration", "s", "Time to hand over one mail, retries included.",
            tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBounds });
        _fetchDuration = meter.CreateHistogram<double>(
            "microservices.email.document.fetch.duration", "s", "Time to get and check the PDF of an invoice, retries included.",
            tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBounds });
    }

    /// <summary>The mail server accepted a mail.</summary>
    public void Sent(MailKind kind, TimeSpan duration)
    {
        _sent.Add(1, TagOf(kind));
        Took(kind, duration, "sent");
    }

    /// <summary>A mail was refused for good.</summary>
    public void Rejected(MailKind kind, TimeSpan duration)
    {
        _rejected.Add(1, TagOf(kind));
        Took(kind, duration, "rejected");
    }

    /// <summary>A mail came back after the mail server had accepted it.</summary>
    public void Bounced(MailKind kind) => _bounced.Add(1, TagOf(kind));

    /// <summary>A mail was not handed over, or nobody knows.</summary>
    public void Failed(MailKind kind, TimeSpan duration) => Took(kind, duration, "failed");

    /// <summary>A mail is sent again although an earlier attempt may have reached the mail server.</summary>
    public void SendRepeated(MailKind kind) => _repeatedSends.Add(1, TagOf(kind));

    /// <summary>A message gets no mail, for one of a few reasons.</summary>
    public void Skipped(MailKind kind, string reason) => _skipped.Add(1, new TagList { TagOf(kind), { ReasonTag, reason } });

    /// <summary>Invoice was asked for a PDF.</summary>
    public void DocumentFetched(TimeSpan duration, string outcome) =>
        _fetchDuration.Record(duration.TotalSeconds, new TagList { { OutcomeTag, outcome } });

    private void Took(MailKind kind, TimeSpan duration, string outcome) =>
        _sendDuration.Record(duration.TotalSeconds, new TagList { TagOf(kind), { OutcomeTag, outcome } });

    private static KeyValuePair<string, object?> TagOf(MailKind kind) =>
        new(KindTag, kind == MailKind.Invoice ? "invoice" : "confirmation");
}
