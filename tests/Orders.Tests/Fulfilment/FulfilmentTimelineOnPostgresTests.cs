using Microservices.Orders.Tests.Hosting;

namespace Microservices.Orders.Tests.Fulfilment;

public class FulfilmentTimelineOnPostgresTests(PostgresOrdersHost host) : FulfilmentTimelineTests(host),
    IClassFixture<PostgresOrdersHost>;
