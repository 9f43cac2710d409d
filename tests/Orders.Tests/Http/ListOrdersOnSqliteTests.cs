using Microservices.Orders.Tests.Hosting;

namespace Microservices.Orders.Tests.Http;

public class ListOrdersOnSqliteTests(SqliteOrdersHost host) : ListOrdersTests(host), IClassFixture<SqliteOrdersHost>;
