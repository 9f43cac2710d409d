using System.Diagnostics;
using System.Globalization;
using Microservices.Benchmarks.Servers;

namespace Microservices.Benchmarks.Workloads.DeadLetters;

/// <summary>
/// Fills the tables of the dead-letter service as a month of failures would: 300 groups in 20 queues, of which the largest
/// has a seventh of all and half of the groups have one in five; the newer a dead letter, the likelier it is open.
/// </summary>
internal static class LetterTable
{
    // Foreign keys hold by construction. Indexes are built afterwards, which is faster and no other index.
    private const string Begin = """
        SET session_replication_role = replica;
        SET maintenance_work_mem = '512MB';
        SELECT setseed(0.5);
        CREATE TEMP TABLE kept AS SELECT indexname, indexdef FROM pg_indexes
            WHERE schemaname = current_schema() AND tablename = 'dead_letters' AND indexname NOT LIKE 'pk%';
        DO $$ DECLARE name text; BEGIN
            FOR name IN SELECT indexname FROM kept LOOP EXECUTE format('DROP INDEX %I', name); END LOOP;
        END $$;
        """;

    private const string Groups = """
        INSERT INTO groups (fingerprint, queue, cause, exception_type, own_frame, message_type, title, status,
            first_seen_at, last_seen_at, open_count, total_count)
        SELECT md5(number::text), format('%s-%s', (ARRAY['invoice', 'email', 'inventory', 'orders', 'shipping'])[1 + number % 5],
                (ARRAY['order-confirmed', 'order-cancelled', 'stock-changed', 'payment-received'])[1 + number / 5 % 4]),
            'fault', (ARRAY['System.TimeoutException', 'Npgsql.PostgresException', 'System.InvalidOperationException',
                'System.Net.Http.HttpRequestException', 'Shop.Domain.UnknownSkuException', 'System.NullReferenceException'])[1 + number / 3 % 6],
            format('Shop.Part%s.Step%s.RunAsync', number % 40, number), 'Contracts.Orders:OrderConfirmed', format('Failure %s', number),
            'investigating', now() - interval '30 days', now(), 0, 0
        FROM generate_series(1, 300) AS number;
        """;

    private const string Letters = """
        INSERT INTO dead_letters (queue, message_key, message_id, source_queue, cause, message_type, exception_type,
            exception_message, own_frame, group_id, status, first_failed_at, opened_at, last_failed_at, attempts, failed_replays,
            correlation_id, conversation_id, trace_id, content_type, body, body_hash, body_json, headers, resolved_at, purge_at)
        SELECT groups.queue, key, key, groups.queue || '_error', groups.cause, groups.message_type, groups.exception_type,
            format(CASE number % 3 WHEN 0 THEN 'The order A-%s could not be stored in time: no answer from warehouse-%s'
                WHEN 1 THEN 'Order A-%s: the article of line %s is unknown' ELSE 'A-%s: connection %s was refused' END, number, number % 40),
            groups.own_frame, groups.id, letter.status, at - interval '1 minute' * (number % 90), at - interval '1 minute' * (number % 90), at, 1 + number % 3, 0,
            key, md5('c' || number)::uuid, md5('t' || number), 'application/vnd.masstransit+json',
            convert_to(format('{"messageId":"%s","messageType":["urn:message:Contracts.Orders:OrderConfirmed"],"message":%s}', key, message), 'UTF8'),
            md5('b' || number), message::jsonb,
            jsonb_build_object('MT-Reason', 'fault', 'MT-Fault-ExceptionType', groups.exception_type, 'MT-Fault-RetryCount', 5,
                'MT-Host-MachineName', 'pod-' || number % 60, 'MT-Fault-StackTrace', repeat(format('   at %s()', groups.own_frame), 12)),
            CASE WHEN letter.status = 'open' THEN NULL ELSE at END, CASE WHEN letter.status = 'open' THEN NULL ELSE at + interval '90 days' END
        FROM (SELECT number, md5('k' || number)::uuid AS key, 1 + floor(300 * random() ^ 3)::int AS group_id,
                now() - interval '30 days' * (1 - number::float8 / $rows) AS at,
                CASE WHEN random() < 0.25 + 0.5 * number / $rows THEN 'open' WHEN random() < 0.8 THEN 'resolved' ELSE 'archived' END AS status
            FROM generate_series(1, $rows) AS number) AS letter
        JOIN groups ON groups.id = letter.group_id,
        LATERAL (SELECT format('{"orderId":"%s","orderNumber":"A-%s","currency":"GBP","customer":{"id":"C-%s","name":"Ada Example","email":"ada@example.test"},"shippingAddress":{"line1":"%s Long Road","city":"Leeds","country":"%s"},"lines":[%s]}',
            md5('o' || number)::uuid, number, number % 20000, number % 300, CASE number % 10 WHEN 0 THEN 'DE' WHEN 1 THEN 'FR' ELSE 'GB' END,
            (SELECT string_agg(format('{"sku":"SKU-%s","description":"WHITE HANGING HEART T-LIGHT HOLDER","quantity":%s,"unitPrice":2.55}',
                (number + line) % 500, line), ',') FROM generate_series(1, 4) AS line)) AS message) AS body
        ORDER BY number;
        """;

    private const string End = """
        DO $$ DECLARE definition text; BEGIN
            FOR definition IN SELECT indexdef FROM kept LOOP EXECUTE definition; END LOOP;
        END $$;
        UPDATE groups SET open_count = counted.open, total_count = counted.total
        FROM (SELECT group_id, count(*) AS total, count(*) FILTER (WHERE status = 'open') AS open
            FROM dead_letters GROUP BY group_id) AS counted WHERE counted.group_id = groups.id;
        INSERT INTO group_hours (group_id, hour, count)
        SELECT group_id, date_trunc('hour', last_failed_at), count(*) FROM dead_letters GROUP BY 1, 2;
        """;

    /// <returns>How long it took, indexes included.</returns>
    public static async Task<TimeSpan> FillAsync(Station station, int rows, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var letters = Letters.Replace("$rows", rows.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await station.ExecuteAsync(Begin + Groups + letters + End, cancellationToken);
        await station.ExecuteAsync("VACUUM ANALYZE", cancellationToken);
        await station.ExecuteAsync("CHECKPOINT", cancellationToken);
        return clock.Elapsed;
    }
}
