using System.Reflection;
using System.Runtime.InteropServices;
using MassTransit;
using Microservices.Testing;
using Npgsql;
using RabbitMQ.Client;

namespace Microservices.Benchmarks.Measuring;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static async Task<string> DescribeAsync(string postgres, CancellationToken cancellationToken)
    {
        var processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(": ")[1] ?? RuntimeInformation.ProcessArchitecture.ToString();
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync(cancellationToken);
        return $"""
            {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores of {processor}, {RuntimeInformation.OSDescription}
            {RuntimeInformation.FrameworkDescription}, PostgreSQL {connection.PostgreSqlVersion} (fsync on), RabbitMQ {await BrokerVersionAsync(cancellationToken)} (quorum queues)
            MassTransit {VersionOf<IBus>()}, EF Core {VersionOf<Microsoft.EntityFrameworkCore.DbContext>()}, Npgsql {VersionOf<NpgsqlConnection>()}, RabbitMQ.Client {VersionOf<IConnection>()}, Wolverine {VersionOf<Wolverine.IMessageBus>()}
            """;
    }

    private static async Task<string> BrokerVersionAsync(CancellationToken cancellationToken)
    {
        var address = await RabbitMqServer.GetAddressAsync(cancellationToken);
        await using var connection = await new ConnectionFactory { Uri = address.Amqp }.CreateConnectionAsync(cancellationToken);
        return connection.ServerProperties?["version"] is byte[] version ? System.Text.Encoding.UTF8.GetString(version) : "of unknown version";
    }

    private static string VersionOf<T>() => typeof(T).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "of unknown version";
}
