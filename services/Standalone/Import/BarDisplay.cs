using Microservices.Orders.Import;
using Microservices.Standalone.Progress;
using Spectre.Console;

namespace Microservices.Standalone.Import;

/// <summary>A bar for the file and one for each effect.</summary>
internal sealed class BarDisplay : ProgressDisplay
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, ProgressTask> _bars = [];
    private readonly Task _display;
    private volatile ProgressContext? _context;

    internal BarDisplay() => _display = AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
            new ElapsedTimeColumn())
        .StartAsync(async context =>
        {
            _context = context;
            await _end.Task;
        });

    internal override IProgress<ImportProgress> Importing(long? length) => new Immediate(x =>
    {
        if (Bar("import") is not { } bar)
            return;

        bar.IsIndeterminate = length is null;
        bar.MaxValue = length ?? 1;
        bar.Value = length is null ? 0 : x.BytesRead;
        bar.Description = FormattableString.Invariant($"import: {x.Accepted:N0} accepted, {x.Rejected:N0} rejected");
    });

    internal override void Waiting(FulfilmentCounts counts)
    {
        if (_bars.TryGetValue("import", out var import))
        {
            import.IsIndeterminate = false;
            import.Value = import.MaxValue;
        }

        Show("mails", counts.Mails, counts.Orders);
        Show("reservations", counts.Reservations, counts.Orders);
        Show("invoices", counts.Invoices, counts.Orders);
        Show("PDF documents", counts.Documents, counts.Orders);
        if (counts.InvoicesToMail)
            Show("invoices mailed", counts.InvoicesMailed, counts.Orders);
    }

    public override async ValueTask DisposeAsync()
    {
        _end.TrySetResult();
        await _display;
    }

    private void Show(string what, long done, long of)
    {
        if (Bar(what) is not { } bar)
            return;

        bar.MaxValue = Math.Max(of, 1);
        bar.Value = of == 0 ? 1 : done;
        bar.Description = FormattableString.Invariant($"{what}: {done:N0} of {of:N0}");
    }

    // Null until the display has started: there is nothing to draw on yet, and the next report tells all again.
    private ProgressTask? Bar(string name)
    {
        if (!_bars.TryGetValue(name, out var bar) && _context is { } context)
            _bars[name] = bar = context.AddTask(name);
        return bar;
    }
}
