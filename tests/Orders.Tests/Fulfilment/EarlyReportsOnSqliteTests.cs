using Microservices.Orders.Tests.Hosting;

namespace Microservices.Orders.Tests.Fulfilment;

public class EarlyReportsOnSqliteTests(SqliteOrdersHost host) : EarlyReportsTests(host), IClassFixture<SqliteOrdersHost>;
