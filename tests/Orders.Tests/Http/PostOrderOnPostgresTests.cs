using Microservices.Orders.Tests.Hosting;

namespace Microservices.Orders.Tests.Http;

public class PostOrderOnPostgresTests(PostgresOrdersHost host) : PostOrderTests(host),
    IClassFixture<PostgresOrdersHost>;
