using System.Diagnostics.Metrics;
using System.Text;
using Microservices.Orders.Import;
using Microservices.Orders.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microservices.Orders.Tests.Import;

/// <summary>Reads files without a database.</summary>
internal static class ImportHarness
{
    internal const string Header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    internal static OrdersMetrics Metrics() =>
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    internal static string Line(string invoice, string sku = "MUG", string description = "Red mug",
        string quantity = "2",
        string date = "2026-01-05 09:30:00", string price = "4.95", string customer = "17",
            string country = "France") =>
        $"{invoice},{sku},{description},{quantity},{date},{price},{customer},{country}\n";

    internal static Task<List<ImportedOrder>> ReadCsvAsync(string text, ImportSettings? settings = null,
        Func<ImportOptions, ImportOptions>? change = null, int maxLines = 10_000) =>
        ReadCsvAsync(Encoding.UTF8.GetBytes(text), settings, change, maxLines);

    internal static async Task<List<ImportedOrder>> ReadCsvAsync(byte[] bytes, ImportSettings? settings = null,
        Func<ImportOptions, ImportOptions>? change = null, int maxLines = 10_000)
    {
        var given = Options.Create(settings ?? new ImportSettings());
        var options = new ImportOptionsFactory(given).Create(ImportFormat.Csv);
        var source = new CsvOrderSource(TestOrders.Validator(maxLines), given);
        // Some bytes at a time, so that every token is cut somewhere.
        await using var stream = new TrickleStream(bytes, 7);

        var orders = new List<ImportedOrder>();
        await foreach (var order in source.ReadAsync(stream, change?.Invoke(options) ?? options,
            new ImportTally(1000, Metrics()), TestContext.Current.CancellationToken))
            orders.Add(order);
        return orders;
    }

    internal static async Task<List<ImportedOrder>> ReadNdJsonAsync(byte[] bytes, int maxBodyBytes = 4096)
    {
        var options = Options.Create(new OrdersOptions { MaxBodyBytes = maxBodyBytes });
        var validator = new OrderValidator(options);
        var source = new NdJsonOrderSource(new OrderJson(validator), validator, options);
        await using var stream = new TrickleStream(bytes, 11);

        var orders = new List<ImportedOrder>();
        await foreach (var order in source.ReadAsync(stream, new ImportTally(1000, Metrics()),
            TestContext.Current.CancellationToken))
            orders.Add(order);
        return orders;
    }

    /// <summary>What is wrong with an order, as <c>code@line</c>.</summary>
    internal static IEnumerable<string> Faults(this ImportedOrder order) =>
        order.Violations.Items.Select(item => $"{item.Code}@{item.Line}");
}
