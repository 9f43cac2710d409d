using Microservices.Architecture.Tests.Rules;
using Microservices.ServiceDefaults.Database;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Microservices.Architecture.Tests;

public sealed class MigrationTests
{
    [Fact]
    public void Should_suit_the_version_before() =>
        Repository.Assemblies.SelectMany(assembly => MigrationRule.Check(assembly.GetTypes())).ShouldBeNone();

    [Fact]
    public void Should_have_found_a_migration_in_each_service() =>
        Repository.Services.Where(service => !Repository.Assemblies
                .Single(assembly => assembly.GetName().Name == "Microservices." + service)
                .GetTypes().Any(MigrationRule.IsMigration))
            .ShouldBeEmpty();

    [Fact]
    public void Should_find_what_takes_something_away() =>
        MigrationRule.Check([typeof(TakesAway)]).Select(line => line[..line.IndexOf(';', StringComparison.Ordinal)]).ShouldBe(
        [
            "TakesAway drops the table old",
            "TakesAway renames the table one",
            "TakesAway drops the column orders.channel",
            "TakesAway renames the column orders.name",
            "TakesAway adds the column orders.needed that must be given",
            "TakesAway makes the column orders.note one that must be given",
            "TakesAway changes the type of the column orders.count",
            "TakesAway demands that orders is unique by name",
            "TakesAway demands that orders is unique by number",
            "TakesAway checks orders by ck_orders_count",
            "TakesAway makes orders refer to customers",
            "TakesAway drops the sequence numbers",
            "TakesAway runs SQL with SET NOT NULL",
            "TakesAway runs SQL with ALTER COLUMN count TYPE",
            "TakesAway runs SQL with DELETE",
        ]);

    [Fact]
    public void Should_let_pass_what_only_adds_and_what_is_marked() =>
        MigrationRule.Check([typeof(Adds), typeof(Marked)]).ShouldBeNone();

    private class TakesAway : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable("old");
            migrationBuilder.RenameTable("one", newName: "other");
            migrationBuilder.DropColumn("channel", "orders");
            migrationBuilder.RenameColumn("name", "orders", "title");
            migrationBuilder.AddColumn<string>("needed", "orders", "text", nullable: false);
            migrationBuilder.AlterColumn<string>("note", "orders", "text", nullable: false, oldType: "text", oldNullable: true);
            migrationBuilder.AlterColumn<int>("count", "orders", "integer", oldClrType: typeof(long), oldType: "bigint");
            migrationBuilder.CreateIndex("ux_orders_name", "orders", "name", unique: true);
            migrationBuilder.AddUniqueConstraint("ak_orders_number", "orders", "number");
            migrationBuilder.AddCheckConstraint("ck_orders_count", "orders", "count > 0");
            migrationBuilder.AddForeignKey("fk_orders_customers", "orders", "customer_id", "customers", principalColumn: "id");
            migrationBuilder.DropSequence("numbers");
            migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN note SET NOT NULL");
            migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN count TYPE integer");
            migrationBuilder.Sql("CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON orders EXECUTE FUNCTION refuse()");
        }
    }

    private sealed class Adds : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable("notes", table => new { id = table.Column<Guid>("uuid", nullable: false) });
            migrationBuilder.CreateIndex("ux_notes_id", "notes", "id", unique: true);
            migrationBuilder.Sql("CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON notes EXECUTE FUNCTION refuse()");
            migrationBuilder.AddColumn<string>("channel", "orders", "text", nullable: true);
            migrationBuilder.AddColumn<bool>("gift", "orders", "boolean", nullable: false, defaultValue: false);
            migrationBuilder.CreateIndex("ix_orders_channel", "orders", "channel");
            migrationBuilder.DropIndex("ix_orders_old", "orders");
        }
    }

    [ContractStep(unusedSince: "1.4.0")]
    private sealed class Marked : TakesAway;
}
