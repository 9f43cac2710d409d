namespace Microservices.ServiceDefaults.Database;

/// <summary>A database that <see cref="DatabaseExtensions.AddServiceDatabase{TDbContext}"/> registered.</summary>
/// <param name="ServiceName">The service that owns it, such as <c>Orders</c>.</param>
/// <param name="DbContextType">The service's DbContext.</param>
/// <param name="IsSqlite">Whether it is SQLite rather than PostgreSQL.</param>
internal sealed record ServiceDatabase(string ServiceName, Type DbContextType, bool IsSqlite);
