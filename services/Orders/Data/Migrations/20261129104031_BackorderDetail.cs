using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Microservices.Orders.Data.Migrations
{
    /// <inheritdoc />
    public partial class BackorderDetail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "backorder",
                table: "fulfilment_steps",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "backorder",
                table: "fulfilment_steps");
        }
    }
}
