using System.Globalization;

namespace Microservices.Benchmarks.Measuring;

/// <summary>
/// Processor time used so far by this process and, on this machine, by all PostgreSQL servers and RabbitMQ brokers. Read
/// from <c>/proc/*/stat</c> (proc(5)), so also from containers.
/// </summary>
/// <param name="App">This process, and those that it has started of its own kind and that still run.</param>
/// <param name="Postgres">Every process named <c>postgres</c>, with those that have ended.</param>
/// <param name="Broker">Every process named <c>beam.smp</c>.</param>
internal sealed record ProcessorTime(TimeSpan App, TimeSpan Postgres, TimeSpan Broker)
{
    private const string PostgresName = "postgres";
    private const string BrokerName = "beam.smp";

    // USER_HZ, which is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    public TimeSpan Sum => App + Postgres + Broker;

    public static ProcessorTime Read()
    {
        var processes = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .Select(id => Stat.Read(id!)).OfType<Stat>().ToDictionary(stat => stat.Id); // EnumerateDirectories gives names
        var postgres = processes.Values.Where(stat => stat.Name == PostgresName).Sum(stat =>
            // The first process of a server has the time of the backends that have ended.
            stat.Own + (processes.GetValueOrDefault(stat.Parent)?.Name == PostgresName ? 0 : stat.EndedChildren));
        var broker = processes.Values.Where(stat => stat.Name == BrokerName).Sum(stat => stat.Own);
        var self = processes[Environment.ProcessId];
        var others = processes.Values.Where(stat => stat.Parent == self.Id && stat.Name == self.Name).Sum(stat => stat.Own);
        return new ProcessorTime(Environment.CpuUsage.TotalTime + TimeSpan.FromSeconds(others / TicksPerSecond), TimeSpan.FromSeconds(postgres / TicksPerSecond),
            TimeSpan.FromSeconds(broker / TicksPerSecond));
    }

    public static ProcessorTime operator -(ProcessorTime left, ProcessorTime right) =>
        new(left.App - right.App, left.Postgres - right.Postgres, left.Broker - right.Broker);

    private sealed record Stat(int Id, string Name, int Parent, double Own, double EndedChildren)
    {
        public static Stat? Read(string id)
        {
            try
            {
                var text = File.ReadAllText($"/proc/{id}/stat");
                // The name is in parentheses and may hold some itself.
                var (open, close) = (text.IndexOf('('), text.LastIndexOf(')'));
                var fields = text[(close + 2)..].Split(' ');
                double Ticks(int field) => double.Parse(fields[field - 3], CultureInfo.InvariantCulture);
                return new Stat(int.Parse(id, CultureInfo.InvariantCulture), text[(open + 1)..close],
                    int.Parse(fields[1], CultureInfo.InvariantCulture), Ticks(14) + Ticks(15), Ticks(16) + Ticks(17));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return null; // it has ended meanwhile
            }
        }
    }
}
