using System.Diagnostics.Metrics;

namespace Microservices.Invoice;

/// <summary>What the service counts. Names, units and tags are read by dashboards and alerts.</summary>
internal sealed class InvoiceMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Microservices.Invoice";

    // OpenTelemetry's own bounds are meant for milliseconds: every PDF would be below the first, and above the last.
    private static readonly double[] DurationBounds = [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
    private static readonly long[] SizeBounds = [10_000, 20_000, 30_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 10_000_000];

    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _corrupt;
    private readonly Counter<long> _missing;
    private readonly Counter<long> _xmlImpossible;
    private readonly Counter<long> _xmlReplaced;
    private readonly Histogram<double> _renderDuration;
    private readonly Histogram<long> _documentSize;

    public InvoiceMetrics(IMeterFactory meterFactory)
    {
        var meter = meterFactory.Create(MeterName);
        _duplicates = meter.CreateCounter<long>("microservices.invoice.duplicates", "{message}",
            "Orders that came again under another message id and had their invoice already.");
        _corrupt = meter.CreateCounter<long>("microservices.invoice.documents.corrupt", "{document}",
            "Documents (PDF or XML) asked for that were missing or not what was stored.");
        _missing = meter.CreateCounter<long>("microservices.invoice.characters.missing", "{character}",
            "Different characters of each PDF that are drawn as U+FFFD, because no font has them.");
        _xmlImpossible = meter.CreateCounter<long>("microservices.invoice.xml.impossible", "{invoice}",
            "Invoices that EN 16931 has no form for, each time that one was to be written.");
        _xmlReplaced = meter.CreateCounter<long>("microservices.invoice.xml.characters.replaced", "{character}",
            "Characters that XML forbids, written as U+FFFD.");
        _renderDuration = meter.CreateHistogram<double>("microservices.invoice.documents.render.duration", "s",
            "Time to render one PDF.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBounds });
        _documentSize = meter.CreateHistogram<long>("microservices.invoice.documents.size", "By",
            "Size of the PDFs rendered.", tags: null, new InstrumentAdvice<long> { HistogramBucketBoundaries = SizeBounds });
    }

    /// <summary>An order came again and has its invoice.</summary>
    public void DuplicateAbsorbed() => _duplicates.Add(1);

    /// <summary>A PDF or XML was missing or not what was stored.</summary>
    public void DocumentCorrupt() => _corrupt.Add(1);

    /// <summary>A PDF shows U+FFFD in place of characters.</summary>
    /// <param name="count">How many different ones.</param>
    public void CharactersMissing(int count) => _missing.Add(count);

    /// <summary>An invoice has no electronic form.</summary>
    public void XmlImpossible() => _xmlImpossible.Add(1);

    /// <summary>An electronic invoice lacks characters.</summary>
    /// <param name="count">How many were replaced.</param>
    public void XmlCharactersReplaced(int count) => _xmlReplaced.Add(count);

    /// <summary>A PDF was rendered.</summary>
    /// <param name="duration">Time taken.</param>
    /// <param name="length">Bytes.</param>
    public void Rendered(TimeSpan duration, int length)
    {
        _renderDuration.Record(duration.TotalSeconds);
        _documentSize.Record(length);
    }
}
