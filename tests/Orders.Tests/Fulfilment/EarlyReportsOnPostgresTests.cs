using Microservices.Orders.Tests.Hosting;

namespace Microservices.Orders.Tests.Fulfilment;

public class EarlyReportsOnPostgresTests(PostgresOrdersHost host) : EarlyReportsTests(host), IClassFixture<PostgresOrdersHost>;
