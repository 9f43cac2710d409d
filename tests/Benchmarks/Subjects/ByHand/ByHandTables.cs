using Npgsql;

namespace Microservices.Benchmarks.Subjects.ByHand;

/// <summary>The smallest inbox and outbox that are exact.</summary>
internal static class ByHandTables
{
    public const string Create = """
        CREATE TABLE inbox (
            message_id uuid CONSTRAINT pk_inbox PRIMARY KEY,
            received_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE outbox (
            id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_outbox PRIMARY KEY,
            message_id uuid NOT NULL,
            body bytea NOT NULL);
        """;

    /// <summary>Stores an event; returns its row's id.</summary>
    public static NpgsqlBatchCommand InsertEvent(Guid messageId, byte[] body) =>
        new("INSERT INTO outbox (message_id, body) VALUES ($1, $2) RETURNING id")
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = messageId },
                new NpgsqlParameter<byte[]> { TypedValue = body },
            },
        };
}
