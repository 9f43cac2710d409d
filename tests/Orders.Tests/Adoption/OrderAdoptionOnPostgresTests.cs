using Microservices.Orders.Tests.Hosting;

namespace Microservices.Orders.Tests.Adoption;

public class OrderAdoptionOnPostgresTests(PostgresOrdersHost host) : OrderAdoptionTests(host), IClassFixture<PostgresOrdersHost>;
