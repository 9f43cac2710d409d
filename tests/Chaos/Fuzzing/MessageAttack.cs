using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microservices.Chaos.Fleets;
using Microservices.Chaos.Judging;
using Microservices.Chaos.Shopping;
using RabbitMQ.Client;

namespace Microservices.Chaos.Fuzzing;

/// <summary>Publishes inputs as messages to all consumers, and finds out what became of each.</summary>
internal sealed partial class MessageAttack(Fleet fleet, EvidenceReader evidence)
{
    private static readonly IReadOnlyDictionary<string, string> Effects = new Dictionary<string, string>
    {
        [ServiceNames.Orders] = "orders",
        [ServiceNames.Email] = "deliveries",
        [ServiceNames.Inventory] = "reservations",
        [ServiceNames.Invoice] = "invoices",
    };

    private readonly List<(FuzzInput Input, string? MessageId)> _sent = [];

    public int Count => _sent.Count;

    /// <summary>Publishes inputs; ends when the broker has all of them.</summary>
    public async Task SendAsync(IEnumerable<FuzzInput> inputs, CancellationToken cancellationToken)
    {
        await using var connection = await fleet.VirtualHost.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        foreach (var input in inputs)
        {
            var properties = new BasicProperties { MessageId = $"{Guid.CreateVersion7()}", ContentType = input.ContentType, Persistent = true };
            HeaderNoise.AddTo(properties, input.Noise);
            await channel.BasicPublishAsync(Witness.OrderConfirmed, "", mandatory: true, properties, input.Body, cancellationToken);
            _sent.Add((input, properties.MessageId));
        }
    }

    /// <summary>Each message has had its effect or is a dead letter, in each of the four consumers.</summary>
    public async Task<Check> JudgeAsync()
    {
        var letters = (await evidence.ReadAsync(ServiceNames.DeadLetters, "select queue, message_key, encode(sha256(body), 'hex') from dead_letters",
            row => (Queue: row.GetString(0), Key: row.GetString(1), Body: row.GetString(2)))).ToList();
        var byBody = letters.Select(letter => (letter.Queue, letter.Body)).ToHashSet();
        var byKey = letters.Select(letter => (letter.Queue, letter.Key)).ToHashSet();
        var lost = new List<Violation>();
        foreach (var (service, table) in Effects)
        {
            var done = (await evidence.ReadAsync(service,
                $"select order_id from {table} union select message_id from inbox_state where consumed is not null", row => row.GetGuid(0))).ToHashSet();
            var queue = ServiceNames.Queues[service];
            lost.AddRange(_sent
                .Where(sent => !byBody.Contains((queue, HashOf(sent.Input.Body))) && !byKey.Contains((queue, KeyOf(sent.MessageId)))
                    && !IdsIn(sent.Input.Body).Append(sent.MessageId).Any(id => Guid.TryParse(id, out var parsed) && done.Contains(parsed)))
                .Select(sent => new Violation($"message {sent.MessageId ?? "without id"} ({sent.Input.FileName}) had no effect in {service} and is no dead letter")));
        }

        var all = _sent.Count * Effects.Count;
        return new Check("messages with an effect, or a dead letter, per consumer", all, all - lost.Count, lost);
    }

    // As the dead-letter service keeps it: PostgreSQL's text has no NUL. Messages with the same id are one dead letter.
    private static string KeyOf(string? messageId) => messageId?.Replace('\0', '\uFFFD') ?? "";

    private static string HashOf(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));

    private static IEnumerable<string?> IdsIn(byte[] body) => Id().Matches(Encoding.Latin1.GetString(body)).Select(match => match.Value);

    [GeneratedRegex("[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}")]
    private static partial Regex Id();
}
