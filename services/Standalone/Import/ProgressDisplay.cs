using Microservices.Orders.Import;
using Microservices.Standalone.Progress;
using Spectre.Console;

namespace Microservices.Standalone.Import;

/// <summary>Bars on a terminal; elsewhere a plain line now and then.</summary>
internal abstract class ProgressDisplay : IAsyncDisposable
{
    internal static ProgressDisplay Start(TimeProvider timeProvider) => AnsiConsole.Profile.Capabilities.Interactive
        ? new BarDisplay()
        : new LineDisplay(timeProvider);

    /// <summary>Takes the importer's reports.</summary>
    /// <param name="length">Bytes to read, if known.</param>
    internal abstract IProgress<ImportProgress> Importing(long? length);

    /// <summary>Shows what the accepted orders still wait for.</summary>
    internal abstract void Waiting(FulfilmentCounts counts);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();

    /// <summary>Calls at once: the framework's Progress would post to the thread pool, out of order.</summary>
    protected sealed class Immediate(Action<ImportProgress> report) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => report(value);
    }
}
