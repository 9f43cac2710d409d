using System.Collections.ObjectModel;
using System.Security.Cryptography;
using System.Text;
using Microservices.DeadLetters.Grouping;
using Microservices.ServiceDefaults.Messaging.Replay;
using RabbitMQ.Client;

namespace Microservices.DeadLetters.Ingest.Parsing;

/// <summary>Reads what a message in a dead-letter queue tells of its failure. No bytes make it fail.</summary>
internal sealed class ArrivalReader(TimeProvider timeProvider, ILogger<ArrivalReader> logger)
{
    internal const string HashPrefix = "sha256:";

    // Counted up at each delivery, so they would make a new attempt of the same arrival.
    private static readonly HashSet<string> Volatile =
        new(["x-delivery-count", "x-acquired-count", "x-dotnet-pub-seq-no"], StringComparer.Ordinal);

    private static readonly string[] HostHeaders =
    [
        "MachineName", "ProcessName", "ProcessId", "Assembly", "AssemblyVersion", "MassTransitVersion", "FrameworkVersion",
        "OperatingSystemVersion",
    ];

    /// <summary>Reads an arrival. One that cannot be read is parked: its bytes, without its headers, and why.</summary>
    public IncomingLetter Read(Arrival arrival)
    {
        try
        {
            return ReadWhole(arrival);
        }
        catch (Exception exception)
        {
            logger.ArrivalParked(exception, arrival.SourceQueue, arrival.Properties.MessageId ?? "");
            return Park(arrival, exception);
        }
    }

    private IncomingLetter Park(Arrival arrival, Exception exception)
    {
        var read = ReadWhole(arrival with { Headers = ReadOnlyDictionary<string, object?>.Empty });
        var reason = SafeText.Fit($"Its headers cannot be read, and only its bytes are kept: {exception.Message}", ColumnLengths.ExceptionMessage);
        read.Letter.ExceptionMessage = read.Attempt.ExceptionMessage = reason;
        read.Letter.Headers = read.Attempt.Headers = HeaderJson.Unreadable(reason);
        return read with { Fingerprint = Fingerprints.Of(read.Letter), Title = GroupTitles.Of(read.Letter) };
    }

    private IncomingLetter ReadWhole(Arrival arrival)
    {
        var now = timeProvider.GetUtcNow().UtcDateTime;
        var headers = arrival.Headers;
        var death = Death.Read(headers, now);
        var isBeside = QueueNames.TryGetOwner(arrival.SourceQueue, out var owner);
        var isDeath = !isBeside && death is not null;
        var cause = Cause(arrival, isBeside, death);
        var isFault = cause == Causes.Fault;
        var body = BodyReader.Read(arrival.Body);
        var (failedAt, digest) = Occurrence(arrival, isDeath ? death : null, isFault, now);
        var stack = isFault ? SafeText.Fit(headers.Text("MT-Fault-StackTrace"), int.MaxValue) : null;
        var messageKey = SafeText.Fit(arrival.Properties.MessageId, ColumnLengths.ShortString) ?? HashPrefix + Hash(arrival.Body);
        var storedHeaders = HeaderJson.Write(headers);

        var letter = new DeadLetter
        {
            Queue = SafeText.Fit(OwnQueue(owner, isBeside, death, headers), ColumnLengths.ShortString) ?? arrival.SourceQueue,
            MessageKey = messageKey,
            MessageId = Guid.TryParse(arrival.Properties.MessageId, out var id) ? id : null,
            SourceQueue = arrival.SourceQueue,
            Cause = cause,
            MessageType = SafeText.Fit(body.MessageType ?? WireType(headers), ColumnLengths.TypeName),
            ExceptionType = isFault ? SafeText.Fit(headers.Text("MT-Fault-ExceptionType"), ColumnLengths.TypeName) : null,
            ExceptionMessage = isFault ? SafeText.Fit(headers.Text("MT-Fault-Message"), ColumnLengths.ExceptionMessage) : null,
            OwnFrame = SafeText.Fit(OwnFrames.Find(stack), ColumnLengths.TypeName),
            FirstFailedAt = failedAt,
            LastFailedAt = failedAt,
            CorrelationId = SafeText.Fit(arrival.Properties.CorrelationId ?? body.CorrelationId, ColumnLengths.ShortString),
            ConversationId = SafeText.Fit(body.ConversationId ?? headers.Text("ConversationId"), ColumnLengths.ShortString),
            TraceId = TraceId(headers.Text("traceparent") ?? headers.Text("MT-Activity-Id") ?? body.TraceParent),
            ContentType = SafeText.Fit(arrival.Properties.ContentType, ColumnLengths.ShortString),
            Body = arrival.Body,
            BodyJson = body.Message,
            Properties = AmqpProperties.Write(arrival.Properties),
            Headers = storedHeaders,
        };
        var attempt = new Attempt
        {
            SourceQueue = arrival.SourceQueue,
            FailedAt = failedAt,
            Cause = cause,
            ExceptionType = letter.ExceptionType,
            ExceptionMessage = letter.ExceptionMessage,
            StackTrace = stack,
            Host = Host(headers),
            Headers = storedHeaders,
            RetryCount = headers.Number("MT-Fault-RetryCount"),
            RedeliveryCount = headers.Number("MT-Redelivery-Count"),
            ReplayItemId = long.TryParse(headers.Text(ReplayHeaders.ReplayItem), NumberStyles.None,
                CultureInfo.InvariantCulture, out var item) ? item : null,
            Digest = digest,
        };
        return new IncomingLetter(letter, attempt, Fingerprints.Of(letter), GroupTitles.Of(letter));
    }

    private static string Cause(Arrival arrival, bool isBeside, Death? death)
    {
        if (!isBeside && death is not null)
            return Causes.OfDeath(death.Reason);
        if (arrival.SourceQueue.EndsWith(QueueNames.SkippedSuffix, StringComparison.Ordinal))
            return Causes.Skipped;
        return isBeside || arrival.Headers.Text("MT-Reason") == "fault" ? Causes.Fault : Causes.Rejected;
    }

    // The name of a queue beside the consumer's says it; in the broker's own, the way that the message came does.
    private static string? OwnQueue(
        string owner, bool isBeside, Death? death, IReadOnlyDictionary<string, object?> headers)
    {
        if (isBeside)
            return owner;
        if (death is not null)
            return QueueNames.TryGetOwner(death.Queue, out var consumer) ? consumer : death.Queue;
        return Uri.TryCreate(headers.Text("MT-Fault-InputAddress"), UriKind.Absolute, out var address)
            ? Uri.UnescapeDataString(address.AbsolutePath.Split('/')[^1])
            : owner;
    }

    private static (DateTime FailedAt, string Digest) Occurrence(Arrival arrival, Death? death, bool isFault, DateTime now)
    {
        if (isFault && arrival.Headers.TryGetValue("MT-Fault-Timestamp", out var stated)
            && HeaderValues.Time(stated, now) is { } failedAt)
        {
            return (failedAt, "");
        }

        // To the second only, but of deaths within one the broker counts each.
        if (death?.At is { } at)
            return (at, $"death:{death.Count.ToString(CultureInfo.InvariantCulture)}");

        var headers = Encoding.UTF8.GetBytes(HeaderJson.Write(arrival.Headers.Where(header => !Volatile.Contains(header.Key))));
        return (new DateTime(now.Ticks - now.Ticks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc),
            HashPrefix + Hash(headers, arrival.Body));
    }

    // .NET has a dot before the type where the wire has a colon: the message is the same in an envelope and without one.
    private static string? WireType(IReadOnlyDictionary<string, object?> headers)
    {
        if (headers.Text("MT-MessageType") is { } named)
            return named.Split(';')[0].Replace("urn:message:", "", StringComparison.Ordinal);
        if (headers.Text("MT-Fault-MessageType") is not { } type || type.LastIndexOf('.') is var dot && dot < 0)
            return headers.Text("MT-Fault-MessageType");

        return type.AsSpan().IndexOfAny('[', '<', ':') >= 0 ? type : $"{type[..dot]}:{type[(dot + 1)..]}";
    }

    private static string? TraceId(string? traceParent) =>
        traceParent?.Split('-') is [_, { Length: 32 } trace, ..] && trace.All(char.IsAsciiHexDigit)
            ? trace.ToLowerInvariant()
            : null;

    private static string? Host(IReadOnlyDictionary<string, object?> headers)
    {
        var host = HostHeaders.Select(name => KeyValuePair.Create(name, (object?)headers.Text($"MT-Host-{name}")))
            .Where(pair => pair.Value is not null).ToList();
        return host.Count == 0 ? null : HeaderJson.Write(host);
    }

    private static string Hash(params ReadOnlySpan<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
            hash.AppendData(part);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>A message as it lay in a dead-letter queue: any bytes.</summary>
/// <param name="SourceQueue">The queue that it was read from.</param>
/// <param name="Properties">The AMQP properties.</param>
/// <param name="Headers">The headers, with values as the client reads them: text comes as bytes.</param>
/// <param name="Body">The body.</param>
internal sealed record Arrival(
    string SourceQueue, IReadOnlyBasicProperties Properties, IReadOnlyDictionary<string, object?> Headers, byte[] Body);

/// <summary>A dead letter that has arrived, as it will be stored.</summary>
/// <param name="Letter">The message. Its group is found by the fingerprint.</param>
/// <param name="Attempt">This arrival.</param>
/// <param name="Fingerprint">The key of its group.</param>
/// <param name="Title">The group's title.</param>
internal sealed record IncomingLetter(DeadLetter Letter, Attempt Attempt, string Fingerprint, string Title)
{
    /// <summary>The dead letter that it belongs to: its own, or the one whose replay it was.</summary>
    public LetterKey Key { get; set; } = new(Letter.Queue, Letter.MessageKey, Letter.BodyHash);

    /// <summary>Whether the attempt is known by the hash of the message, having no time of its own.</summary>
    public bool IsKnownByDigest => Attempt.Digest.StartsWith(ArrivalReader.HashPrefix, StringComparison.Ordinal);
}

/// <summary>The identity of a dead letter: the same message in the same queue.</summary>
/// <param name="Queue">The consumer's own queue.</param>
/// <param name="MessageKey">The message id, or the hash of the body.</param>
/// <param name="BodyHash">The hash of the body: two messages may bear the same id.</param>
internal readonly record struct LetterKey(string Queue, string MessageKey, string BodyHash);
