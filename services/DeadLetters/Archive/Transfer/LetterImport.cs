using System.IO.Pipelines;
using Microservices.DeadLetters.Auditing;
using Microservices.DeadLetters.Replay;

namespace Microservices.DeadLetters.Archive.Transfer;

/// <summary>Reads dead letters that were exported, here or elsewhere. A bad line is noted, and reading goes on.</summary>
internal sealed class LetterImport(DeadLettersDbContext dbContext, LineStore store, TimeProvider timeProvider)
{
    private const int Batch = 100;
    private const long BatchBytes = 4 * 1024 * 1024;
    private const int ShownRejections = 1_000;

    /// <summary>Imports; what was stored before a failure stays.</summary>
    public async Task<ImportReport> RunAsync(PipeReader reader, ReplayOperator actor, CancellationToken cancellationToken)
    {
        var tally = new Tally();
        List<(long Number, LetterLine Line)> batch = [];
        var bytes = 0L;
        await foreach (var (number, text) in LineReader.ReadAsync(reader, cancellationToken))
        {
            if (text is not null && text.AsSpan().Trim(" \r\t"u8).IsEmpty)
                continue;

            var (line, reason) = LineCheck.Read(text);
            if (line is null || !actor.MayReplay(line.Queue))
            {
                tally.Reject(number, reason ?? $"{line?.Queue} is outside your queues");
                continue;
            }

            batch.Add((number, line));
            bytes += line.Body.Length;
            if (batch.Count < Batch && bytes < BatchBytes)
                continue;

            await StoreAsync(batch, tally, cancellationToken);
            batch.Clear();
            bytes = 0;
        }

        await StoreAsync(batch, tally, cancellationToken);
        dbContext.Audit.Add(AuditEntries.Create(timeProvider.GetUtcNow().UtcDateTime, actor.Name, "letters.imported",
            "dead-letters", null, new { tally.Imported, tally.AlreadyThere, tally.Rejected }));
        await dbContext.SaveChangesAsync(cancellationToken);
        return new ImportReport(tally.Imported, tally.AlreadyThere, tally.Rejected,
            [.. tally.Rejections.OrderBy(rejection => rejection.Line)]);
    }

    // What one statement cannot store is stored line by line, so that the bad one is found.
    private async Task StoreAsync(
        List<(long Number, LetterLine Line)> batch, Tally tally, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
            return;

        try
        {
            var stored = await store.StoreAsync([.. batch.Select(pair => pair.Line)], cancellationToken);
            tally.Imported += stored;
            tally.AlreadyThere += batch.Count - stored;
        }
        catch (DbUpdateException) when (batch.Count > 1)
        {
            foreach (var pair in batch)
                await StoreAsync([pair], tally, cancellationToken);
        }
        catch (DbUpdateException)
        {
            tally.Reject(batch[0].Number, "the database refuses it");
        }
    }

    private sealed class Tally
    {
        public long Imported { get; set; }

        public long AlreadyThere { get; set; }

        public long Rejected { get; private set; }

        public List<RejectedLine> Rejections { get; } = [];

        public void Reject(long number, string reason)
        {
            Rejected++;
            if (Rejections.Count < ShownRejections)
                Rejections.Add(new RejectedLine(number, reason));
        }
    }
}

/// <summary>The result of an import.</summary>
/// <param name="Imported">Dead letters that are new here.</param>
/// <param name="AlreadyThere">Those that are here already, and stay as they are.</param>
/// <param name="RejectedLines">How many lines cannot be stored.</param>
/// <param name="Rejected">The first thousand of them.</param>
public sealed record ImportReport(long Imported, long AlreadyThere, long RejectedLines, IReadOnlyList<RejectedLine> Rejected);

/// <summary>A line that cannot be stored.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Reason">The fault of the line.</param>
public sealed record RejectedLine(long Line, string Reason);
