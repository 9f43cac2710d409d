using System.Diagnostics.Metrics;
using Contracts.Rules;
using Microservices.Email.Data;
using Microservices.Email.Http;
using Microservices.Email.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Microservices.Email.Tests.Ledger;

/// <summary>The ledger's behaviour on every engine; a class per engine provides the database.</summary>
public abstract class DeliveryLedgerTests : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    private readonly FakeTimeProvider _time = new(TestOrders.ConfirmedAt);
    private readonly Guid _orderId = Guid.NewGuid();
    private ServiceProvider _services = null!; // set by InitializeAsync

    private DeliveryLedger Ledger => new(_services.GetRequiredService<IServiceScopeFactory>(), _time);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var services = new ServiceCollection();
        await AddDatabaseAsync(services, Cancelled);
        services.AddSingleton(TimeProvider.System).AddMetrics().AddLogging().AddSingleton<EmailMetrics>().AddScoped<BounceRecorder>();
        _services = services.BuildServiceProvider();
        await using var scope = _services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<EmailDbContext>().Database;
        if (database.IsNpgsql())
            await database.MigrateAsync(Cancelled);
        else
            await database.EnsureCreatedAsync(Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await DropDatabaseAsync();
        GC.SuppressFinalize(this);
    }

    private protected virtual MailKind Kind => MailKind.Confirmation;

    private MailKind Other => Kind == MailKind.Invoice ? MailKind.Confirmation : MailKind.Invoice;

    protected abstract Task AddDatabaseAsync(IServiceCollection services, CancellationToken cancellationToken);

    protected virtual ValueTask DropDatabaseAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Should_claim_an_order_once()
    {
        (await ClaimAsync()).Outcome.ShouldBe(ClaimOutcome.Claimed);
        (await ClaimAsync()).Outcome.ShouldBe(ClaimOutcome.InProgress);

        var row = await RowAsync();
        row.Status.ShouldBe(DeliveryStatus.Sending);
        row.Attempts.ShouldBe(1);
        row.CreatedAt.ShouldBe(_time.GetUtcNow().UtcDateTime);
        row.ClaimedUntil.ShouldBe(_time.GetUtcNow().UtcDateTime + Lease);
        row.MailMessageId.ShouldBe("mail@example.test");
    }

    [Fact]
    public async Task Should_keep_the_other_mail_of_the_order_apart()
    {
        await ClaimAsync();
        await RecordSentAsync();
        await RecordBounceAsync(Bounce("5.1.1"));

        (await Ledger.ClaimAsync(Other, _orderId, Guid.NewGuid(), "other@example.test", Lease, Cancelled))
            .Outcome.ShouldBe(ClaimOutcome.Claimed);

        await using var scope = _services.CreateAsyncScope();
        var (other, bounce) = (await scope.ServiceProvider.GetRequiredService<BounceRecorder>().FindAsync(Other, _orderId, Cancelled))
            .ShouldNotBeNull();
        other.Status.ShouldBe(DeliveryStatus.Sending);
        bounce.ShouldBeNull();
        (await RowAsync()).Status.ShouldBe(DeliveryStatus.Sent);
    }

    [Fact]
    public async Task Should_give_an_order_to_one_of_many_at_once()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(ClaimAsync, Cancelled)));

        claims.Count(claim => claim.Outcome == ClaimOutcome.Claimed).ShouldBe(1);
        claims.Count(claim => claim.Outcome == ClaimOutcome.InProgress).ShouldBe(7);
    }

    [Fact]
    public async Task Should_let_one_of_many_take_over_a_dead_attempt_and_count_it()
    {
        await ClaimAsync();
        _time.Advance(Lease - TimeSpan.FromSeconds(1));
        (await ClaimAsync()).Outcome.ShouldBe(ClaimOutcome.InProgress);
        _time.Advance(TimeSpan.FromSeconds(1));

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(ClaimAsync, Cancelled)));

        claims.Count(claim => claim.Outcome == ClaimOutcome.ClaimedAgain).ShouldBe(1);
        claims.Count(claim => claim.Outcome == ClaimOutcome.InProgress).ShouldBe(7);
        var row = await RowAsync();
        row.Attempts.ShouldBe(2);
        row.RepeatedSends.ShouldBe(1);
    }

    [Fact]
    public async Task Should_begin_again_at_once_after_a_failure_that_sent_nothing()
    {
        await Ledger.ReleaseAsync(await ClaimAsync(), "421 busy", Cancelled);
        (await RowAsync()).Status.ShouldBe(DeliveryStatus.Pending);
        (await RowAsync()).ServerReply.ShouldBe("421 busy");

        var claim = await ClaimAsync();

        claim.Outcome.ShouldBe(ClaimOutcome.Claimed);
        claim.Attempts.ShouldBe(2);
        (await RowAsync()).RepeatedSends.ShouldBe(0);
    }

    [Fact]
    public async Task Should_count_the_attempt_after_an_unknown_end()
    {
        await Ledger.AbandonAsync(await ClaimAsync(), "connection broke", Cancelled);
        (await RowAsync()).Status.ShouldBe(DeliveryStatus.Sending);

        (await ClaimAsync()).Outcome.ShouldBe(ClaimOutcome.ClaimedAgain);

        (await RowAsync()).RepeatedSends.ShouldBe(1);
    }

    [Fact]
    public async Task Should_try_a_rejected_order_again_when_it_is_replayed()
    {
        await Ledger.RejectAsync(await ClaimAsync(), "550 no such user", Cancelled);
        (await RowAsync()).Status.ShouldBe(DeliveryStatus.Rejected);
        (await RowAsync()).ServerReply.ShouldBe("550 no such user");

        (await ClaimAsync()).Outcome.ShouldBe(ClaimOutcome.Claimed);
    }

    [Fact]
    public async Task Should_never_send_again_what_is_sent()
    {
        await ClaimAsync();
        (await RecordSentAsync()).ShouldBeTrue();
        (await RecordSentAsync()).ShouldBeFalse();
        _time.Advance(Lease * 10);

        (await ClaimAsync()).Outcome.ShouldBe(ClaimOutcome.AlreadySent);

        var row = await RowAsync();
        row.Status.ShouldBe(DeliveryStatus.Sent);
        row.SentAt.ShouldBe(TestOrders.ConfirmedAt.UtcDateTime);
        row.ServerReply.ShouldBe("2.0.0 queued");
    }

    [Fact]
    public async Task Should_not_listen_to_an_attempt_that_was_taken_over()
    {
        var slow = await ClaimAsync();
        _time.Advance(Lease);
        await ClaimAsync();

        await Ledger.RejectAsync(slow, "550 too late", Cancelled);

        (await RowAsync()).Status.ShouldBe(DeliveryStatus.Sending);
        (await RowAsync()).ServerReply.ShouldBeNull();
    }

    [Fact]
    public async Task Should_cut_a_reply_that_is_too_long()
    {
        var emoji = string.Concat(Enumerable.Repeat("📪", DeliveryConfiguration.ServerReplyLength));

        await Ledger.RejectAsync(await ClaimAsync(), $"x{emoji}", Cancelled);

        (await RowAsync()).ServerReply.ShouldBe($"x{emoji[..^2]}", "characters, not halves of them");
    }

    [Fact]
    public async Task Should_record_the_first_bounce_of_many_at_once_and_never_send_again()
    {
        await ClaimAsync();
        await RecordSentAsync();
        using var counted = new MetricCollector<long>(
            _services.GetRequiredService<IMeterFactory>(), EmailMetrics.MeterName, "microservices.email.bounced");

        await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Task.Run(() => RecordBounceAsync(Bounce($"5.1.{i}")), Cancelled)));
        var first = await BounceAsync();
        await RecordBounceAsync(Bounce("5.7.1"));

        first.ShouldNotBeNull().StatusCode.ShouldStartWith("5.1.");
        first.BouncedAt.ShouldBe(TestOrders.ConfirmedAt.UtcDateTime);
        first.Diagnostic.ShouldBeNull();
        (await BounceAsync()).ShouldBeEquivalentTo(first);
        counted.GetMeasurementSnapshot().ShouldHaveSingleItem();
        (await ClaimAsync()).Outcome.ShouldBe(ClaimOutcome.AlreadySent);
    }

    [Fact]
    public async Task Should_record_words_that_grow_by_the_replacement_of_addresses()
    {
        await ClaimAsync();
        await RecordSentAsync();
        var words = string.Concat(Enumerable.Repeat("📪 a@b ", BounceConfiguration.DiagnosticLength / 6));

        await RecordBounceAsync(new BounceRequest("5.1.1", words, null)
            .Read(_orderId, TestOrders.ConfirmedAt.UtcDateTime).Bounce.ShouldNotBeNull());

        var recorded = (await BounceAsync()).ShouldNotBeNull().Diagnostic.ShouldNotBeNull();
        recorded.ShouldStartWith("📪 recipient 📪 recipient ");
        Characters.Count(recorded).ShouldBe(BounceConfiguration.DiagnosticLength);
    }

    private Bounce Bounce(string statusCode) =>
        new() { OrderId = _orderId, StatusCode = statusCode, BouncedAt = TestOrders.ConfirmedAt.UtcDateTime };

    private async Task RecordBounceAsync(Bounce bounce)
    {
        await using var scope = _services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BounceRecorder>().RecordAsync(Kind, bounce, "key:mail-gateway", Cancelled);
    }

    private async Task<Bounce?> BounceAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<BounceRecorder>().FindAsync(Kind, _orderId, Cancelled))?.Bounce;
    }

    private Task<DeliveryClaim> ClaimAsync() =>
        Ledger.ClaimAsync(Kind, _orderId, Guid.NewGuid(), "mail@example.test", Lease, Cancelled);

    private async Task<bool> RecordSentAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        return await DeliveryLedger.RecordSentAsync(scope.ServiceProvider.GetRequiredService<EmailDbContext>(),
            new DeliveryReceipt(Kind, _orderId, "mail@example.test", "2.0.0 queued", TestOrders.ConfirmedAt), Cancelled);
    }

    private async Task<Delivery> RowAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<EmailDbContext>()
            .Deliveries(Kind).AsNoTracking().SingleAsync(delivery => delivery.OrderId == _orderId, Cancelled);
    }
}
