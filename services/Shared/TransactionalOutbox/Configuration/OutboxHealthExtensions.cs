using MassTransit.EntityFrameworkCoreIntegration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MassTransit;

/// <summary>Adds the outbox to an application's health checks.</summary>
public static class OutboxHealthExtensions
{
    /// <summary>
    /// Adds a check that is degraded while this process cannot deliver what is stored, and says why: the database or the broker fails,
    /// or single messages do.
    /// </summary>
    /// <typeparam name="TDbContext">The DbContext that holds the outbox.</typeparam>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The check's name; null for <c>outbox-</c> and the DbContext's.</param>
    /// <returns>The health checks, for chaining.</returns>
    public static IHealthChecksBuilder AddEntityFrameworkOutbox<TDbContext>(this IHealthChecksBuilder builder, string? name = null)
        where TDbContext : DbContext =>
        builder.AddCheck<OutboxHealthCheck<TDbContext>>(name ?? $"outbox-{typeof(TDbContext).Name}");
}
