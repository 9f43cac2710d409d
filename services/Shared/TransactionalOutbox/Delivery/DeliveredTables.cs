using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// The tables that this process delivers from: those of a scope that belongs to no tenant. A message that is stored anywhere else, in
/// a tenant's database or schema, would wait there for ever.
/// </summary>
/// <typeparam name="TDbContext">The DbContext that holds the outbox.</typeparam>
internal sealed class DeliveredTables<TDbContext>(IServiceScopeFactory scopes)
    where TDbContext : DbContext
{
    // These settings tell two places apart. A password may change.
    private static readonly string[] Keys = ["Host", "Port", "Database", "Search Path", "Data Source"];

    // A connection string has several forms: an open connection hides its password.
    private const int MostKnown = 100;

    private readonly ConcurrentDictionary<(string? Connection, IModel Model), bool> _known = [];

    /// <summary>Refuses to store messages where nobody would deliver them.</summary>
    /// <param name="dbContext">Is about to store messages.</param>
    /// <exception cref="InvalidOperationException">They would be stored in other tables.</exception>
    public void MustBeThoseOf(DbContext dbContext)
    {
        var place = (dbContext.Database.GetDbConnection().ConnectionString, dbContext.Model);
        if (_known.ContainsKey(place))
            return;

        var (delivered, stored) = (DescribeDelivered(), Describe(dbContext));
        if (stored != delivered)
        {
            throw new InvalidOperationException($"The outbox of {typeof(TDbContext).Name} delivers from {delivered}, but this scope would store "
                + $"its messages in {stored}, where nobody would find them. Let all tenants share the outbox's tables (in a DbContext of "
                + "its own, say), or run a host for each tenant.");
        }

        if (_known.Count >= MostKnown)
            _known.Clear();
        _known[place] = true;
    }

    private string DescribeDelivered()
    {
        using var scope = scopes.CreateScope();
        try
        {
            return Describe(scope.ServiceProvider.GetRequiredService<TDbContext>());
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"The outbox of {typeof(TDbContext).Name} delivers in a scope that belongs to no tenant, where "
                + $"the DbContext cannot be made. Let it be made there, with the tables that all tenants share: {exception.Message}", exception);
        }
    }

    private static string Describe(DbContext dbContext)
    {
        var connection = dbContext.Database.GetDbConnection();
        var settings = DbProviderFactories.GetFactory(connection)?.CreateConnectionStringBuilder() ?? [];
        settings.ConnectionString = connection.ConnectionString;
        var place = Keys.Where(settings.ContainsKey).Select(key => $"{key}={settings[key]}");
        return $"{dbContext.Model.FindEntityType(typeof(OutboxMessage))?.GetSchemaQualifiedTableName()} ({string.Join(';', place)})";
    }
}
