using Microservices.Orders.Tests.Hosting;

namespace Microservices.Orders.Tests.Fulfilment;

public class FulfilmentTimelineOnSqliteTests(SqliteOrdersHost host) : FulfilmentTimelineTests(host),
    IClassFixture<SqliteOrdersHost>;
