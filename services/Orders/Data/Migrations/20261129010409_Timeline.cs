using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Microservices.Orders.Data.Migrations
{
    /// <inheritdoc />
    public partial class Timeline : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "expected_steps",
                table: "orders",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "email,inventory,invoice");

            migrationBuilder.AddColumn<string>(
                name: "status",
                table: "orders",
                type: "character varying(16)",
                maxLength: 16,
                nullable: false,
                defaultValue: "pending");

            migrationBuilder.AddColumn<long>(
                name: "backordered",
                table: "fulfilment_steps",
                type: "bigint",
                nullable: true);

            // The status of those that are there follows by the page: see OrderStatusRepair.
            migrationBuilder.CreateIndex(
                name: "ix_orders_customer_email_accepted_at_order_id",
                table: "orders",
                columns: new[] { "customer_email", "accepted_at", "order_id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_status_accepted_at_order_id",
                table: "orders",
                columns: new[] { "status", "accepted_at", "order_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_orders_customer_email_accepted_at_order_id",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_status_accepted_at_order_id",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "expected_steps",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "status",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "backordered",
                table: "fulfilment_steps");
        }
    }
}
