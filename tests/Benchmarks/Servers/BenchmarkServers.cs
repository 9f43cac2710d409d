using Microservices.Testing;

namespace Microservices.Benchmarks.Servers;

/// <summary>A PostgreSQL server set as production is (durable), and the broker of the tests, whose quorum queues are.</summary>
internal static class BenchmarkServers
{
    private static readonly string[] Durable =
    [
        "fsync=on", "full_page_writes=on", "synchronous_commit=on", "shared_buffers=512MB", "max_wal_size=4GB",
        // The time of an effect is the server's: the same clock for every subject.
        "track_commit_timestamp=on",
    ];

    public static Task<PrivatePostgresServer> StartPostgresAsync(CancellationToken cancellationToken) =>
        PostgresServer.StartPrivateAsync(cancellationToken, Durable);
}
