using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using Microservices.Chaos.Fleets;
using Microservices.Chaos.Judging;
using Microservices.Chaos.Shopping;
using Microservices.Testing.Pipeline;

namespace Microservices.Chaos.Running;

/// <summary>
/// The person on call: tries a replay or two before it is known what makes orders fail, mends that after a while, and then
/// replays every dead letter that may now succeed, while faults go on.
/// </summary>
internal sealed class Operator(Fleet fleet, EvidenceReader evidence, CarelessPublisher publisher, IReadOnlyList<PlannedOrder> orders) : IDisposable
{
    private const int Enough = 3;
    private const int TriesInVain = 2;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan MostPatience = TimeSpan.FromMinutes(3);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10), DefaultRequestHeaders = { { TestKeys.Header, TestKeys.Everything } } };
    private volatile int _noticed;
    private bool _unlocked;
    private volatile bool _mended;
    private int _turn;

    /// <summary>How many replays were accepted.</summary>
    public int Replays { get; private set; }

    /// <summary>Locks the addresses that the mail server refuses, and counts the stock.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        fleet.Mail.Reply(command => command.Verb == "RCPT" && command.Argument.StartsWith("refused-", StringComparison.Ordinal)
            && !Volatile.Read(ref _unlocked), new Microservices.Testing.Smtp.SmtpReply(550, "5.1.1 Mailbox is locked"));
        await StockAsync(OrderPlan.Stock, cancellationToken);
    }

    /// <summary>Waits until something has failed that can be mended, and mends it. Tries until it is done.</summary>
    public async Task MendAsync(CancellationToken cancellationToken)
    {
        for (var waited = Stopwatch.StartNew(); _noticed < Enough && waited.Elapsed < MostPatience;)
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        Volatile.Write(ref _unlocked, true);
        var missing = orders.SelectMany(order => order.Lines).Select(line => line.Sku).Where(sku => !OrderPlan.Stock.ContainsKey(sku));
        await StockAsync(missing.Distinct().ToDictionary(sku => sku, _ => 1_000L), cancellationToken);
        _mended = true;
    }

    /// <summary>Replays round by round until it is cancelled.</summary>
    public async Task ReplayAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(Round, cancellationToken);
            try
            {
                await ReplayOnceAsync(cancellationToken);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Database or service is away: the next round tries again.
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task ReplayOnceAsync(CancellationToken cancellationToken)
    {
        var hopeless = publisher.Bad.Select(message => message.MessageId.ToString()).ToHashSet();
        var open = await evidence.ReadAsync(ServiceNames.DeadLetters, "select id, message_key from dead_letters where status = 'open'",
            row => (Id: row.GetInt64(0), Key: row.GetString(1)));
        var ids = open.Where(letter => !hopeless.Contains(letter.Key)).Select(letter => letter.Id).ToList();
        _noticed = ids.Count;
        if (ids.Count == 0 || (!_mended && Replays == TriesInVain))
            return;

        var request = new { ids, reason = "mended", rate = 500, canary = false, overrideLoopGuard = "chaos" };
        using var response = await _http.PostAsJsonAsync(AddressOf(ServiceNames.DeadLetters, "/api/replays"), request, cancellationToken);
        if (response.IsSuccessStatusCode)
            Replays++;
    }

    private async Task StockAsync(IReadOnlyDictionary<string, long> stock, CancellationToken cancellationToken)
    {
        var csv = stock.Aggregate(new StringBuilder("sku,onHand\n"), (text, sku) => text.Append(FormattableString.Invariant($"{sku.Key},{sku.Value}\n")));
        while (true)
        {
            try
            {
                using var content = new StringContent(csv.ToString(), Encoding.UTF8, "text/csv");
                using var response = await _http.PostAsync(AddressOf(ServiceNames.Inventory, "/stock/import"), content, cancellationToken);
                if (response.IsSuccessStatusCode)
                    return;
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Away, or answered too late: an import of the same counts may come twice.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(300), cancellationToken);
        }
    }

    private Uri AddressOf(string service, string path)
    {
        var replicas = fleet[service].Replicas;
        return new Uri($"http://127.0.0.1:{replicas[_turn++ % replicas.Count].Process.Port}{path}");
    }
}
