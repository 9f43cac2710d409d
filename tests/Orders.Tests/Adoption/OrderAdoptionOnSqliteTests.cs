using Microservices.Orders.Tests.Hosting;

namespace Microservices.Orders.Tests.Adoption;

public class OrderAdoptionOnSqliteTests(SqliteOrdersHost host) : OrderAdoptionTests(host), IClassFixture<SqliteOrdersHost>;
