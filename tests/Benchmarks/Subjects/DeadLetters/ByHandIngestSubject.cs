using System.Text.Json;
using System.Threading.Channels;
using Microservices.Benchmarks.Measuring;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Workloads.DeadLetters;
using Npgsql;
using NpgsqlTypes;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Microservices.Benchmarks.Subjects.DeadLetters;

/// <summary>RabbitMQ.Client, up to 500 messages per acknowledgement, and COPY of what they are without looking into them.</summary>
internal sealed class ByHandIngestSubject(string name, bool copies) : IIngestSubject
{
    private const int Prefetch = 1_000;
    private const int BatchSize = 500;

    private const string CreateTable = """
        CREATE TABLE raw_letters (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, message_key text NOT NULL, headers jsonb NOT NULL, body bytea NOT NULL)
        """;

    public string Name => name;

    public bool TakesFaults => false;

    public async Task<IIngest> PrepareAsync(Station station, CancellationToken cancellationToken)
    {
        await station.ExecuteAsync(CreateTable, cancellationToken);
        return new Running(station, copies);
    }

    private sealed record Letter(ulong Tag, string Key, string Headers, byte[] Body);

    private sealed class Running(Station station, bool copies) : IIngest
    {
        private readonly Channel<Letter> _letters = Channel.CreateUnbounded<Letter>(); // bounded by the prefetch
        private IConnection? _connection;
        private Task _storing = Task.CompletedTask;
        private long _acknowledged;

        public TimeSpan ProcessorTime => Environment.CpuUsage.TotalTime;

        public double PeakMegabytes => PeakMemory.ReadMegabytes();

        public Task<long> CountAsync(CancellationToken cancellationToken) => Task.FromResult(Interlocked.Read(ref _acknowledged));

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            _connection = await station.ConnectAsync(cancellationToken);
            var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
            await channel.BasicQosAsync(prefetchSize: 0, Prefetch, global: false, cancellationToken);
            _storing = Task.Run(() => StoreAsync(channel), CancellationToken.None);
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, delivery) =>
            {
                _letters.Writer.TryWrite(copies ? Read(delivery) : new Letter(delivery.DeliveryTag, "", "", []));
                return Task.CompletedTask;
            };
            await channel.BasicConsumeAsync(FailedMessage.ErrorQueue, autoAck: false, consumer, cancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            _letters.Writer.Complete();
            await _storing;
            if (_connection is not null)
                await _connection.DisposeAsync();
        }

        private async Task StoreAsync(IChannel channel)
        {
            await using var database = await station.OpenAsync(CancellationToken.None);
            List<Letter> batch = [];
            while (await _letters.Reader.WaitToReadAsync())
            {
                batch.Clear();
                while (batch.Count < BatchSize && _letters.Reader.TryRead(out var letter))
                    batch.Add(letter);
                if (copies)
                    await CopyAsync(database, batch);
                await channel.BasicAckAsync(batch[^1].Tag, multiple: true);
                Interlocked.Add(ref _acknowledged, batch.Count);
            }
        }

        private static async Task CopyAsync(NpgsqlConnection database, List<Letter> batch)
        {
            await using var copy = await database.BeginBinaryImportAsync(
                "COPY raw_letters (message_key, headers, body) FROM STDIN (FORMAT BINARY)");
            foreach (var letter in batch)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(letter.Key, NpgsqlDbType.Text);
                await copy.WriteAsync(letter.Headers, NpgsqlDbType.Jsonb);
                await copy.WriteAsync(letter.Body, NpgsqlDbType.Bytea);
            }

            await copy.CompleteAsync();
        }

        private static Letter Read(BasicDeliverEventArgs delivery) => new(delivery.DeliveryTag,
            delivery.BasicProperties.MessageId!, // the loader has set it
            JsonSerializer.Serialize(delivery.BasicProperties.Headers!.ToDictionary(
                header => header.Key, header => header.Value is byte[] text ? System.Text.Encoding.UTF8.GetString(text) : header.Value)),
            delivery.Body.ToArray());
    }
}
