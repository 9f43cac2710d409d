using Microservices.Orders.Tests.Hosting;

namespace Microservices.Orders.Tests.Import;

public class ImportOnPostgresTests(PostgresOrdersHost host) : ImportTests(host), IClassFixture<PostgresOrdersHost>;
