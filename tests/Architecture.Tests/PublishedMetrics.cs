using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Architecture.Tests;

/// <summary>What a running service shows on <c>/metrics</c>, once everything that it counts has happened.</summary>
internal static class PublishedMetrics
{
    private const string MassTransit = "MassTransit";
    private const string Own = "Microservices.";
    private const string Copies = $"{Own}Architecture";

    /// <summary>Reads the names.</summary>
    public static async Task<IReadOnlySet<string>> ReadAsync(AllServices services, CancellationToken cancellationToken)
    {
        Repeat(Instruments(services.Services), services.Services.GetRequiredService<IMeterFactory>());
        using var client = new HttpClient();
        var text = await client.GetStringAsync(new Uri($"{services.Address}/metrics"), cancellationToken);
        return text.Split('\n').Where(line => line is [not '#', ..]).Select(line => line.Split('{', ' ')[0]).ToHashSet();
    }

    /// <summary>Finds histograms that leave their buckets to OpenTelemetry, whose bounds are meant for milliseconds.</summary>
    public static IEnumerable<string> FindHistogramsWithoutBounds(AllServices services) => Instruments(services.Services)
        .Where(instrument => instrument.Meter.Name is not (MassTransit or Copies)
            && instrument is Histogram<double> { Advice: null } or Histogram<long> { Advice: null })
        .Select(instrument => instrument.Name);

    private static List<Instrument> Instruments(IServiceProvider services)
    {
        // They are made when they are first used.
        foreach (var type in Repository.Assemblies.SelectMany(assembly => assembly.GetTypes()))
        {
            if (type.GetFields(BindingFlags.Static | BindingFlags.NonPublic).Any(field => field.FieldType == typeof(Meter)))
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            if (type.GetConstructors().Any(constructor => constructor.GetParameters()
                .Any(parameter => parameter.ParameterType == typeof(IMeterFactory))))
                _ = services.GetService(type) ?? ActivatorUtilities.CreateInstance(services, type); // a service's own, of another service
        }

        var found = new ConcurrentQueue<Instrument>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => found.Enqueue(instrument) };
        listener.Start();
        return [.. found.Where(instrument => instrument.Meter.Name == MassTransit
            || instrument.Meter.Name.StartsWith(Own, StringComparison.Ordinal))];
    }

    // What nothing has happened to is not shown. A copy of the same name, unit and kind has a value, and its name is made by
    // the exporter itself and not by what a test believes of it.
    private static void Repeat(List<Instrument> instruments, IMeterFactory factory)
    {
        var meter = factory.Create(Copies);
        foreach (var instrument in instruments)
        {
            var kind = instrument.GetType().GetGenericTypeDefinition();
            if (kind == typeof(Counter<>))
                meter.CreateCounter<long>(instrument.Name, instrument.Unit).Add(1);
            else if (kind == typeof(Histogram<>))
                meter.CreateHistogram<double>(instrument.Name, instrument.Unit).Record(1);
            else if (kind == typeof(ObservableGauge<>))
                meter.CreateObservableGauge(instrument.Name, () => 1, instrument.Unit);
            else
                throw new NotSupportedException($"{instrument.Name} is a {kind.Name}: say here how to repeat it.");
        }
    }
}
