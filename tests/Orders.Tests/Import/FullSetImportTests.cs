using Microservices.Orders.Import;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Orders.Tests.Import;

[Collection<AloneInTheProcess>]
public class FullSetImportTests(FullSetOrdersHost host, ITestOutputHelper output) : IClassFixture<FullSetOrdersHost>
{
    // Measured: 20 to 30 MB, the same at the start as at the end.
    private const long GrowthLimit = 64L << 20;

    [Fact]
    public async Task Should_import_a_year_of_orders_in_flat_memory()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        var cancelled = TestContext.Current.CancellationToken;
        var importer = host.Services.GetRequiredService<OrderImporter>();
        var options = host.Services.GetRequiredService<ImportOptionsFactory>().Create(ImportFormat.Csv);
        var path = Path.GetTempFileName();
        try
        {
            await UnpackAsync(path, cancelled);
            var meter = new HeapMeter();
            var expected = ExpectedImport.From(await File.ReadAllTextAsync(path, cancelled));

            await using var file = File.OpenRead(path);
            var summary = await importer.ImportAsync(file, options, meter, cancelled);

            var inUse = string.Join(' ', meter.Readings.Select(bytes => bytes >> 20));
            output.WriteLine($"{summary.Accepted} orders of {summary.LinesRead} lines; MB in use: {inUse}");
            summary.LinesRead.ShouldBe(expected.Lines);
            summary.Accepted.ShouldBe(expected.Accepted);
            summary.AcceptedTotals["GBP"].ShouldBe(expected.Total);
            summary.RejectedByReason.ToDictionary(pair => pair.Key, pair =>
                (int)pair.Value).ShouldBe(expected.Rejected, ignoreOrder: true);
            (await host.WithDatabaseAsync(db =>
                db.Orders.SumAsync(order => order.TotalAmount, cancelled))).ShouldBe(expected.Total);
            meter.Readings.Count.ShouldBeGreaterThan(5);
            meter.Readings.Max().ShouldBeLessThan(GrowthLimit);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task UnpackAsync(string path, CancellationToken cancellationToken)
    {
        await using var packed = TestData.OpenFullSet();
        await using var file = File.Create(path);
        await packed.CopyToAsync(file, cancellationToken);
    }

    /// <summary>Measures what is in use, garbage aside: how much of that lies about is up to the collector.</summary>
    private sealed class HeapMeter : IProgress<ImportProgress>
    {
        private const int ReportsPerReading = 10;
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
        private int _reports;

        internal List<long> Readings { get; } = [];

        public void Report(ImportProgress value)
        {
            if (++_reports % ReportsPerReading == 0)
                Readings.Add(GC.GetTotalMemory(forceFullCollection: true) - _before);
        }
    }
}
