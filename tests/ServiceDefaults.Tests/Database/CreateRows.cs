using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Microservices.ServiceDefaults.Tests.Database;

[DbContext(typeof(MigratedDbContext))]
[Migration("20260101000000_CreateRows")]
internal sealed class CreateRows : Migration
{
    // Slow, so that two replicas surely meet.
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "SELECT pg_sleep(1); CREATE TABLE migrated_row (id integer CONSTRAINT pk_migrated_row PRIMARY KEY, display_name text NOT NULL);");
}
