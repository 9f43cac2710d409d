using Microsoft.EntityFrameworkCore;

namespace Microservices.ServiceDefaults.Health;

/// <summary>Remembers that the schema was found up to date, which need not be asked twice.</summary>
/// <typeparam name="TDbContext">The DbContext of the schema.</typeparam>
internal sealed class SchemaState<TDbContext>
    where TDbContext : DbContext
{
    private volatile bool _isUpToDate;

    public bool IsUpToDate
    {
        get => _isUpToDate;
        set => _isUpToDate = value;
    }
}
