using Microservices.Email.Data;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Email.Tests.Ledger;

public class PostgresDeliveryLedgerTests : DeliveryLedgerTests
{
    protected override async Task AddDatabaseAsync(IServiceCollection services, CancellationToken cancellationToken)
    {
        var connectionString = await PostgresServer.CreateDatabaseAsync(cancellationToken);
        services.AddDbContext<EmailDbContext>(options => options
            .UseNpgsql(connectionString)
            .UseSnakeCaseNamingConvention());
    }
}
