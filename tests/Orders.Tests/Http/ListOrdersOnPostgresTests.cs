using Microservices.Orders.Tests.Hosting;

namespace Microservices.Orders.Tests.Http;

public class ListOrdersOnPostgresTests(PostgresOrdersHost host) : ListOrdersTests(host),
    IClassFixture<PostgresOrdersHost>;
