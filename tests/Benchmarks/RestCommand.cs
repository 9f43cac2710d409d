using System.CommandLine;
using System.Diagnostics;
using Microservices.Benchmarks.Measuring;
using Microservices.Benchmarks.Reporting;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Subjects;
using Microservices.Benchmarks.Workloads;

namespace Microservices.Benchmarks;

/// <summary>The command <c>rest</c>: what a consumer costs that has nothing to do.</summary>
internal static class RestCommand
{
    private const int WarmUp = 2_500;
    private const int Concurrency = 16;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var common = new CommonOptions<IConsumerSubject>(ConsumerSubjects.All);
        var seconds = NumberOption.Positive("--seconds", "How long each rest is.", 30);
        var command = new Command("rest", "Lets a process rest that has consumed 2,500 messages: processor, statements, memory.") { seconds };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var postgres = await BenchmarkServers.StartPostgresAsync(cancellationToken);
            Console.WriteLine(await Machine.DescribeAsync(postgres.ConnectionString, cancellationToken));
            var duration = TimeSpan.FromSeconds(parsed.GetRequiredValue(seconds));
            var table = MarkdownTable.Create("subject", "% of a core", "round trips/s", "resident MB");
            var rows = new List<BenchmarkRow>();
            foreach (var subject in common.Subjects(parsed))
            {
                var (share, turns, megabytes) = await RestAsync(postgres, subject, duration, cancellationToken);
                Spectre.Console.TableExtensions.AddRow(table, subject.Name, Ratios.Text(share * 100), Ratios.Text(turns), Ratios.Text(megabytes));
                rows.Add(new BenchmarkRow("rest", subject.Name));
            }

            Console.WriteLine();
            MarkdownTable.Write(table);
            await common.KeepAsync(parsed, rows, cancellationToken);
            return 0;
        });
        return command;
    }

    private static async Task<(double Share, double Turns, double Megabytes)> RestAsync(Microservices.Testing.PrivatePostgresServer postgres,
        IConsumerSubject subject, TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var station = await Station.CreateAsync(postgres, cancellationToken);
        await station.ExecuteAsync(InvoiceTable.Create, cancellationToken);
        await subject.CreateTablesAsync(station, cancellationToken);
        await using var proxy = station.StartProxy();
        await using var process = await OtherProcess.ConsumeAsync(station.Through(proxy), subject, Concurrency, cancellationToken);
        var orders = OrderStream.Create(WarmUp, duplicates: 0, farShare: 0, seed: 1);
        await Loader.FillAsync(station, orders, subject.Format, cancellationToken);
        await Queues.ConsumedAsync(station, orders.Count, cancellationToken);
        await Task.Delay(Settle, cancellationToken);

        var (turns, clock, processor) = (proxy.Turns, Stopwatch.StartNew(), process.ProcessorTime);
        await Task.Delay(duration, cancellationToken);
        return ((process.ProcessorTime - processor) / clock.Elapsed, (proxy.Turns - turns) / clock.Elapsed.TotalSeconds,
            PeakMemory.ResidentMegabytes(process.Id));
    }
}
