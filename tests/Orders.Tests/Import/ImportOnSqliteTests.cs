using Microservices.Orders.Tests.Hosting;

namespace Microservices.Orders.Tests.Import;

public class ImportOnSqliteTests(SqliteOrdersHost host) : ImportTests(host), IClassFixture<SqliteOrdersHost>;
