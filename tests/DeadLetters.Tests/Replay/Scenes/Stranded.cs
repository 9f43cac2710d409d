using System.Reflection;
using RabbitMQ.Client;

namespace Microservices.DeadLetters.Tests.Replay.Scenes;

/// <summary>
/// A connection, and its channel, on which a publish never ends, as one does whose channel is disposed while it waits for its
/// turn there. Public and open, as <see cref="DispatchProxy"/> demands.
/// </summary>
public class Stranded : DispatchProxy
{
    public static IConnection Connection() => Create<IConnection, Stranded>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name switch
    {
        nameof(IConnection.CreateChannelAsync) => Task.FromResult(Create<IChannel, Stranded>()),
        nameof(IChannel.BasicPublishAsync) => new ValueTask(Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None)),
        "get_CloseReason" => null,
        nameof(IAsyncDisposable.DisposeAsync) => ValueTask.CompletedTask,
        _ => throw new NotSupportedException(targetMethod?.Name),
    };
}
