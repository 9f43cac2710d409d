using MassTransit;
using MassTransit.Context;

namespace Microservices.ServiceDefaults.Messaging.Redelivery;

/// <summary>
/// Holds faults back until it is known whether the message has failed for good; <c>Fault&lt;T&gt;</c> would otherwise be
/// published for every attempt.
/// </summary>
internal sealed class DeferredFaultConsumeContext<TMessage>(ConsumeContext<TMessage> context)
    : ConsumeContextScope<TMessage>(context)
    where TMessage : class
{
    private readonly PendingFaultCollection _faults = new();
    private volatile bool _hasFaults;

    public override Task NotifyFaulted<T>(
        ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
    {
        _faults.Add(context, duration, consumerType, exception);
        _hasFaults = true;
        return Task.CompletedTask;
    }

    /// <summary>Publishes the fault. One that no consumer has reported, such as a failed commit, is reported here.</summary>
    public Task NotifyFinallyFaulted(ConsumeContext<TMessage> original, Exception exception) => _hasFaults
        ? _faults.Notify(original)
        : original.NotifyFaulted(original.ReceiveContext.ElapsedTime, TypeCache<TMessage>.ShortName, exception);
}
