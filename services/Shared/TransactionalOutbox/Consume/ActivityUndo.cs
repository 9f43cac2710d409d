namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Undoes what an activity of a routing slip did before it failed. MassTransit catches what an activity throws: the routing slip goes
/// on with compensations, so that the transaction commits.
/// </summary>
internal sealed class ActivityUndo : IActivityConfigurationObserver
{
    public void ActivityConfigured<TActivity, TArguments>(
        IExecuteActivityConfigurator<TActivity, TArguments> configurator, Uri compensateAddress)
        where TActivity : class, IExecuteActivity<TArguments>
        where TArguments : class => ExecuteActivityConfigured(configurator);

    public void ExecuteActivityConfigured<TActivity, TArguments>(IExecuteActivityConfigurator<TActivity, TArguments> configurator)
        where TActivity : class, IExecuteActivity<TArguments>
        where TArguments : class => configurator.Arguments(x => x.UseFilter(new Filter<ExecuteContext<TArguments>>()));

    public void CompensateActivityConfigured<TActivity, TLog>(ICompensateActivityConfigurator<TActivity, TLog> configurator)
        where TActivity : class, ICompensateActivity<TLog>
        where TLog : class => configurator.Log(x => x.UseFilter(new Filter<CompensateContext<TLog>>()));

    private sealed class Filter<TContext> : IFilter<TContext>
        where TContext : class, PipeContext
    {
        public Task Send(TContext context, IPipe<TContext> next) =>
            context.GetPayload<IOutboxTransaction>().RunPartAsync(() => next.Send(context), context.CancellationToken);

        public void Probe(ProbeContext context) => context.CreateFilterScope("outboxActivityUndo");
    }
}
