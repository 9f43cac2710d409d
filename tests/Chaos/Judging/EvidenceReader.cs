using Microservices.Chaos.Fleets;
using Microservices.Chaos.Shopping;
using Npgsql;

namespace Microservices.Chaos.Judging;

/// <summary>Reads the evidence out of databases, mail server and broker, without the lines that faults are played on.</summary>
internal sealed class EvidenceReader(Fleet fleet, CancellationToken cancellationToken)
{
    public async Task<Evidence> ReadAsync(IEnumerable<Shop> shops, Witness witness, CarelessPublisher publisher) => new()
    {
        Answers = [.. shops.SelectMany(shop => shop.Answers)],
        Sightings = [.. witness.Sightings],
        BadMessages = [.. publisher.Bad],
        Orders = await ReadAsync(ServiceNames.Orders, """
            select order_id, order_number, total_amount,
                (select count(*)::int from fulfilment_steps s where s.order_id = o.order_id and s.status = 'done')
            from orders o
            """, row => new StoredOrder(row.GetGuid(0), row.GetString(1), row.GetDecimal(2), row.GetInt32(3))),
        Deliveries = await DeliveriesAsync("deliveries"),
        InvoiceDeliveries = await DeliveriesAsync("invoice_deliveries"),
        Mails = [.. fleet.Mail.Mails.Select(mail => mail.Header("Message-ID")?.Trim('<', '>') ?? "")],
        Reservations = await ReadAsync(ServiceNames.Inventory, """
            select r.order_id, coalesce(sum(l.wanted), 0)::bigint, coalesce(sum(l.reserved), 0)::bigint, coalesce(sum(l.backordered), 0)::bigint
            from reservations r left join reservation_lines l on l.reservation_id = r.id group by r.id, r.order_id
            """, row => new StoredReservation(row.GetGuid(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3))),
        Stock = await ReadAsync(ServiceNames.Inventory, """
            select s.sku, s.on_hand, s.reserved, coalesce(sum(l.reserved), 0)::bigint
            from stock s left join reservation_lines l on l.sku = s.sku group by s.sku, s.on_hand, s.reserved
            """, row => new StoredSku(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3))),
        Invoices = await ReadAsync(ServiceNames.Invoice, """
            select order_id, series, year, sequence_number, gross_amount,
                (select count(*) from invoice_documents d where d.invoice_id = i.id)
            from invoices i
            """, row => new StoredInvoice(row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetInt64(3), row.GetDecimal(4), row.GetInt64(5))),
        Counters = (await ReadAsync(ServiceNames.Invoice, "select series, year, last_number from invoice_counters",
            row => (Key: (row.GetString(0), row.GetInt32(1)), Last: row.GetInt64(2)))).ToDictionary(row => row.Key, row => row.Last),
        Letters = await LettersAsync(),
        Outboxes = await OutboxesAsync(),
        Queues = await QueuesAsync(),
        Crashes = [.. fleet.Replicas.Where(replica => replica.Process.HasCrashed).Select(replica => replica.Name)],
    };

    private Task<IReadOnlyList<StoredDelivery>> DeliveriesAsync(string table) => ReadAsync(ServiceNames.Email,
        $"select order_id, mail_message_id, status, repeated_sends from {table}",
        row => new StoredDelivery(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetInt32(3)));

    public Task<IReadOnlyList<StoredLetter>> LettersAsync() => ReadAsync(ServiceNames.DeadLetters,
        "select queue, message_key, status, coalesce(exception_type || ': ' || exception_message, cause) from dead_letters",
        row => new StoredLetter(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3)));

    public async Task<IReadOnlyDictionary<string, long>> OutboxesAsync()
    {
        var owed = new Dictionary<string, long>();
        foreach (var service in ServiceNames.All)
            owed[service] = (await ReadAsync(service, "select count(*) from outbox_message", row => row.GetInt64(0)))[0];
        return owed;
    }

    /// <summary>
    /// How many messages each queue holds. Asked twice: the management's count has also what a consumer holds, but knows
    /// nothing of a queue for a while after its broker was killed; a declaration is answered by the queue itself.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, long>> QueuesAsync()
    {
        var queues = await fleet.VirtualHost.DescribeQueuesAsync(cancellationToken);
        await using var connection = await fleet.VirtualHost.ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var counts = new Dictionary<string, long>();
        foreach (var queue in queues)
            counts[queue.Name] = Math.Max(queue.Messages, (await channel.QueueDeclarePassiveAsync(queue.Name, cancellationToken)).MessageCount);
        return counts;
    }

    public async Task<IReadOnlyList<T>> ReadAsync<T>(string service, string sql, Func<NpgsqlDataReader, T> read)
    {
        // No pool: one that outlives a kill of the server is full of broken connections.
        await using var connection = new NpgsqlConnection(fleet[service].Database + ";Pooling=false;Timeout=5");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(reader));
        return rows;
    }
}
