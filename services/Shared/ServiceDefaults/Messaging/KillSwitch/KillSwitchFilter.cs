using MassTransit;

namespace Microservices.ServiceDefaults.Messaging.KillSwitch;

/// <summary>Tells the kill switch how each message ended, after its retries in process.</summary>
internal sealed class KillSwitchFilter<TMessage>(EndpointKillSwitch killSwitch, PermanentFaults permanentFaults)
    : IFilter<ConsumeContext<TMessage>>
    where TMessage : class
{
    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        try
        {
            await next.Send(context);
            killSwitch.Record(failed: false);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // The service stops; that says nothing about its dependencies.
            throw;
        }
        catch (Exception exception)
        {
            // A permanent fault is the message's own, and no rest cures it.
            killSwitch.Record(failed: !permanentFaults.Contains(exception));
            throw;
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("killSwitch");
}
