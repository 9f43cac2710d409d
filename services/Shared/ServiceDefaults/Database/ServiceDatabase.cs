namespace Microservices.ServiceDefaults.Database;

/// <summary>A database that <see cref="DatabaseExtensions.AddServiceDatabase{TDbContext}"/> registered.</summary>
/// <param name="ServiceName">The service that owns it, such as <c>Orders</c>.</param>
/// <param name="DbContextType">The service's DbContext.</param>
/// <param name="IsSqlite">Whether it is SQLite rather than PostgreSQL.</param>
/// <param name="Key">The key of its connection string, as a person sets it.</param>
/// <param name="PoolSize">The most connections of its pool; null when there is no pool, or no valid connection string.</param>
internal sealed record ServiceDatabase(string ServiceName, Type DbContextType, bool IsSqlite, string Key, int? PoolSize);
