using Microservices.Orders.Tests.Hosting;

namespace Microservices.Orders.Tests.Http;

public class PostOrderOnSqliteTests(SqliteOrdersHost host) : PostOrderTests(host), IClassFixture<SqliteOrdersHost>;
