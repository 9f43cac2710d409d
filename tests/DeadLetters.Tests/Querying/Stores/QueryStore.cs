using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Querying.Translation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Microservices.DeadLetters.Tests.Querying.Stores;

/// <summary>A database with a few dead letters of every kind, each with a letter of the alphabet for a trace id.</summary>
public abstract class QueryStore : IAsyncLifetime
{
    public static readonly DateTime Now = new(2026, 11, 10, 12, 0, 0, DateTimeKind.Utc);

    public async ValueTask InitializeAsync()
    {
        await using var context = await CreateAsync();
        foreach (var (letter, index) in Letters().Select((letter, index) => (letter, index)))
        {
            var group = new DeadLetterGroup
            {
                Fingerprint = $"f{index}",
                Queue = letter.Queue,
                Cause = letter.Cause,
                ExceptionType = letter.ExceptionType,
                OwnFrame = letter.OwnFrame,
                Title = "x",
            };
            context.Groups.Add(group);
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
            letter.GroupId = group.Id;
            context.DeadLetters.Add(letter);
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>The traces of what a query selects, in alphabetical order.</summary>
    internal async Task<string> SelectAsync(string query)
    {
        await using var context = Open();
        var traces = await Select(context, query).Select(letter => letter.TraceId).ToListAsync(TestContext.Current.CancellationToken);
        return string.Concat(traces.Order());
    }

    internal static IQueryable<DeadLetter> Select(DeadLettersDbContext context, string query) =>
        new QueryLetterSelector(new FakeTimeProvider(Now)).Select(context, query, mayUnmask: true);

    internal abstract DeadLettersDbContext Open();

    internal abstract Task<DeadLettersDbContext> CreateAsync();

    private static DeadLetter[] Letters() =>
    [
        New("a", "invoice-order-confirmed", "fault", letter =>
        {
            letter.ExceptionType = "System.TimeoutException";
            letter.ExceptionMessage = "no answer from 100% of host_a";
            letter.OwnFrame = "Microservices.Invoice.Issuing.InvoiceDrafter.Draft(OrderConfirmed)";
            letter.MessageType = "urn:message:Contracts.Orders:OrderConfirmed";
            letter.FirstFailedAt = Now.AddDays(-3);
            letter.LastFailedAt = Now.AddHours(-1);
            letter.Attempts = 4;
            letter.FailedReplays = 3;
            letter.MessageKey = "5f0c9a5e-1d0e-4c55-9a53-9a1d8c8d1c11";
            letter.CorrelationId = "5f0c9a5e-1d0e-4c55-9a53-9a1d8c8d1c12";
            letter.BodyJson = """
                {"orderId":"5f0c9a5e-1d0e-4c55-9a53-9a1d8c8d1c11","quantity":3,"gift":true,"note":null,
                 "customer":{"name":"Jane \"J\" Doe"},"lines":[{"sku":"A-1","tags":["x","y"]},{"sku":"B"}]}
                """;
        }),
        New("b", "invoice-render", "delivery_limit", letter =>
        {
            letter.Status = "archived";
            letter.FirstFailedAt = letter.LastFailedAt = Now.AddMinutes(-5);
        }),
        New("c", "invoices", "skipped", letter =>
        {
            letter.Status = "resolved";
            letter.ExceptionMessage = "";
            letter.MessageType = "Contracts.Orders.OrderConfirmed";
            letter.BodyJson = """{"quantity":"3","lines":{"sku":"A-1"},"price":3.0}""";
        }),
        New("d", "email-order-confirmed", "fault", letter =>
        {
            letter.Status = "replaying";
            letter.ExceptionType = "Npgsql.PostgresException+Inner";
            letter.ExceptionMessage = "'); DROP TABLE dead_letters; -- C:\\temp *";
            letter.MessageKey = "m-42";
            letter.Attempts = 2;
            letter.BodyJson = "[1]";
        }),
    ];

    private static DeadLetter New(string trace, string queue, string cause, Action<DeadLetter> change)
    {
        var letter = new DeadLetter
        {
            TraceId = trace,
            Queue = queue,
            SourceQueue = queue + "_error",
            Cause = cause,
            MessageKey = "sha256:" + trace,
            Body = [],
            Headers = "{}",
            Attempts = 1,
            FirstFailedAt = Now.AddDays(-30),
            LastFailedAt = Now.AddDays(-20),
        };
        change(letter);
        return letter;
    }
}
