using System.Reflection;
using MassTransit.Middleware;
using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>The way of a <c>Batch&lt;T&gt;</c> through the inbox, found by the message type; null for other messages.</summary>
/// <typeparam name="TDbContext">The DbContext that the consumer writes to.</typeparam>
/// <typeparam name="TMessage">Any message type.</typeparam>
internal static class BatchSend<TDbContext, TMessage>
    where TDbContext : DbContext
    where TMessage : class
{
    public delegate Task Function(EntityFrameworkOutboxContextFactory<TDbContext> factory, ConsumeContext<TMessage> context,
        OutboxConsumeOptions options, IPipe<OutboxConsumeContext<TMessage>> next);

    public static readonly Function? Instance = Find();

    private static Function? Find() =>
        typeof(TMessage) is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Batch<>)
            ? typeof(EntityFrameworkOutboxContextFactory<TDbContext>)
                .GetMethod(nameof(EntityFrameworkOutboxContextFactory<>.SendBatchAsync), BindingFlags.Instance | BindingFlags.NonPublic)!
                .MakeGenericMethod(type.GetGenericArguments())
                .CreateDelegate<Function>()
            : null;
}
