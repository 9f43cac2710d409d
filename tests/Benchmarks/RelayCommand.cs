using System.CommandLine;
using Microservices.Benchmarks.Measuring;
using Microservices.Benchmarks.Reporting;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Subjects;
using Microservices.Benchmarks.Workloads;

namespace Microservices.Benchmarks;

/// <summary>The command <c>relay</c>.</summary>
internal static class RelayCommand
{
    public static Command Create()
    {
        var common = new CommonOptions<IProducerSubject>([.. ProducerSubjects.All.Where(subject => subject.HasRelay)]);
        var backlog = NumberOption.Positive("--backlog", "Events that wait when the relay starts.", 20_000);
        var seconds = NumberOption.Positive("--seconds", "How long each steady load is.", 10);
        var command = new Command("relay",
            "Relays a backlog, and what comes steadily at 50, 150 and 500 per second: from the commit to a consumer.")
        {
            backlog,
            seconds,
        };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var postgres = await BenchmarkServers.StartPostgresAsync(cancellationToken);
            Console.WriteLine(await Machine.DescribeAsync(postgres.ConnectionString, cancellationToken));
            var settings = new RelaySettings(
                parsed.GetRequiredValue(backlog), TimeSpan.FromSeconds(parsed.GetRequiredValue(seconds)));
            var relay = new RelayWorkload(postgres, settings);
            var results = new List<RelayResult>();
            foreach (var load in Loads(settings))
            {
                var subjects = common.Subjects(parsed).Where(subject => !load.IsElsewhere || subject.TellsOtherProcesses).ToList();
                results.AddRange(await Rounds.RunAsync(subjects, common.Rounds(parsed),
                    (subject, round) => relay.RunAsync(subject, load, round, cancellationToken), RelayTable.Describe));
            }

            Console.WriteLine();
            RelayTable.Write(results);
            await common.KeepAsync(parsed, results.Select(result => result.ToRow("relay")), cancellationToken);
            return 0;
        });
        return command;
    }

    private static IEnumerable<RelayLoad> Loads(RelaySettings settings) =>
    [
        new(null, IsElsewhere: false),
        .. settings.Rates.Select(rate => new RelayLoad(rate, IsElsewhere: false)),
        .. settings.Rates.Select(rate => new RelayLoad(rate, IsElsewhere: true)),
    ];
}
