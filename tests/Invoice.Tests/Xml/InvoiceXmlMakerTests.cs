using System.Diagnostics.Metrics;
using Microservices.Invoice.Pdf;
using Microservices.Invoice.Xml;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace Microservices.Invoice.Tests.Xml;

public sealed class InvoiceXmlMakerTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<InvoiceMetrics>().BuildServiceProvider();
    private readonly FakeLogger<InvoiceXmlMaker> _logger = new();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Should_tell_operators_of_an_invoice_without_a_form()
    {
        using var counted = Count("impossible");
        var invoice = XmlSamples.Of("paid");

        Make(invoice with { Content = invoice.Content with { BuyerAddress = null } }, out var obstacle).ShouldBeNull();

        obstacle.ShouldBe("the buyer's country is unknown (BR-11)");
        counted.GetMeasurementSnapshot().Sum(measured => measured.Value).ShouldBe(1);
        _logger.LatestRecord.Id.Id.ShouldBe(4007);
        _logger.LatestRecord.Message.ShouldBe("Invoice INV-2026-000042 has no electronic form: the buyer's country is unknown (BR-11).");
    }

    [Fact]
    public void Should_tell_operators_of_replaced_characters()
    {
        using var counted = Count("characters.replaced");
        var invoice = XmlSamples.Of("paid");

        Make(invoice with { Content = invoice.Content with { OrderNumber = "\u00011\uFFFF" } }, out _).ShouldNotBeNull();

        counted.GetMeasurementSnapshot().Sum(measured => measured.Value).ShouldBe(2);
        _logger.LatestRecord.Id.Id.ShouldBe(4008);
    }

    [Fact]
    public void Should_be_silent_about_what_is_right()
    {
        Make(XmlSamples.Of("paid"), out var obstacle).ShouldNotBeNull();

        obstacle.ShouldBeEmpty();
        _logger.Collector.Count.ShouldBe(0);
    }

    private byte[]? Make(PrintedInvoice invoice, out string obstacle) =>
        new InvoiceXmlMaker(Options.Create(new InvoiceOptions()), _services.GetRequiredService<InvoiceMetrics>(), _logger)
            .Make(invoice, out obstacle);

    private MetricCollector<long> Count(string name) =>
        new(_services.GetRequiredService<IMeterFactory>(), InvoiceMetrics.MeterName, $"microservices.invoice.xml.{name}");
}
