using System.Text.Json;
using Contracts.Rules;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Microservices.ServiceDefaults.Auditing;

/// <summary><c>GET /audit/orders</c> and the like: each service has a path of its own, because they may share a process.</summary>
public static class AuditEndpoint
{
    private const int DefaultPageSize = 100;
    private const int LargestPage = 1000;

    /// <summary>Maps the route that reads the audit, for callers with the scope <c>audit.read</c>.</summary>
    /// <typeparam name="TDbContext">The context whose model has the table.</typeparam>
    /// <param name="app">The service.</param>
    /// <param name="service">The service in the path, such as <c>orders</c>.</param>
    public static void MapAudit<TDbContext>(this IEndpointRouteBuilder app, string service)
        where TDbContext : DbContext => app.MapGet($"/audit/{service}", ListAsync<TDbContext>)
        .RequireScope(Scopes.AuditRead).WithTags("Audit")
        .WithSummary("Who changed what, the latest first, page by page: pass the answer's next as after.");

    private static async Task<Results<Ok<AuditPage>, ValidationProblem>> ListAsync<TDbContext>(TDbContext dbContext, CancellationToken cancellationToken,
        [FromQuery] string? actor = null, [FromQuery] string? from = null, [FromQuery] string? to = null,
        [FromQuery] long? after = null, [FromQuery] int limit = DefaultPageSize)
        where TDbContext : DbContext
    {
        if (limit is < 1 or > LargestPage)
            return Invalid("limit", $"must be 1 to {LargestPage}");
        if (!TryRead(from, out var first))
            return Invalid("from", Instants.Words);
        if (!TryRead(to, out var end))
            return Invalid("to", Instants.Words);

        var entries = dbContext.Set<AuditEntry>().AsNoTracking();
        if (actor is not null)
            entries = entries.Where(entry => entry.Actor == actor);
        if (first is not null)
            entries = entries.Where(entry => entry.At >= first);
        if (end is not null)
            entries = entries.Where(entry => entry.At < end);
        if (after is not null)
            entries = entries.Where(entry => entry.Id < after);
        var page = await entries.OrderByDescending(entry => entry.Id).Take(limit + 1).ToListAsync(cancellationToken);

        return TypedResults.Ok(new AuditPage([.. page.Take(limit).Select(Describe)], page.Count > limit ? page[limit - 1].Id : null));
    }

    private static bool TryRead(string? text, out DateTime? at)
    {
        at = null;
        if (text is null)
            return true;
        if (Instants.Read(text, out var instant) is not InstantReading.Zoned)
            return false;

        at = instant.UtcDateTime;
        return true;
    }

    private static AuditItem Describe(AuditEntry entry) => new(entry.Id, entry.At, entry.Actor, entry.Action, entry.Target,
        entry.Details is null ? null : JsonElement.Parse(entry.Details));

    private static ValidationProblem Invalid(string parameter, string rule) => TypedResults.ValidationProblem(
        new Dictionary<string, string[]> { [parameter] = [rule] }, $"{parameter} {rule}.", title: "The request has invalid parameters.");
}
