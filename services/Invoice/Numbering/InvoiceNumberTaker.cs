using Microservices.Invoice.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Microservices.Invoice.Numbering;

/// <summary>Gives out numbers without gaps.</summary>
internal sealed class InvoiceNumberTaker
{
    private readonly string _series;
    private readonly InvoiceNumberFormat _format;
    private readonly TimeZoneInfo _timeZone;
    private readonly TimeProvider _timeProvider;

    public InvoiceNumberTaker(IOptions<InvoiceOptions> options, TimeProvider timeProvider)
    {
        _series = options.Value.Series;
        _format = InvoiceNumberFormat.TryParse(options.Value.NumberFormat, _series, out var format, out var reason)
            ? format
            : throw new InvalidOperationException($"Invoice__NumberFormat {reason}."); // validated at start
        _timeZone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);
        _timeProvider = timeProvider;
    }

    /// <summary>
    /// Takes the next number of the series and the current year in the caller's transaction: when that rolls back, or its
    /// process dies, the number is free again. Every other transaction that takes a number waits from here to the
    /// caller's commit, so this comes last before it.
    /// </summary>
    /// <param name="dbContext">A context with an open transaction.</param>
    /// <param name="cancellationToken">Cancels waiting for the counter.</param>
    /// <returns>The number.</returns>
    /// <exception cref="InvalidOperationException">No transaction is open: the number would be burnt on failure.</exception>
    public async Task<InvoiceNumber> TakeAsync(InvoiceDbContext dbContext, CancellationToken cancellationToken)
    {
        if (dbContext.Database.CurrentTransaction is null)
            throw new InvalidOperationException("An invoice number can only be taken within a transaction.");

        var before = _timeProvider.GetUtcNow();
        var year = YearOf(before);

        // PostgreSQL and SQLite read this alike.
        var taken = await dbContext.Database.SqlQuery<long>(
            $"""
            INSERT INTO invoice_counters AS counter (series, year, last_number) VALUES ({_series}, {year}, 1)
            ON CONFLICT (series, year) DO UPDATE SET last_number = counter.last_number + 1
            RETURNING last_number AS "Value"
            """).ToListAsync(cancellationToken);

        // The clock is read again now that nobody else can take a number, so that later numbers have later times; but a
        // number of the old year must not get a time in the new one.
        var after = _timeProvider.GetUtcNow();
        var issuedAt = YearOf(after) == year ? after : before;
        return new InvoiceNumber(_series, year, taken[0], _format.Write(year, taken[0]), issuedAt.UtcDateTime);
    }

    private int YearOf(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, _timeZone).Year;
}
