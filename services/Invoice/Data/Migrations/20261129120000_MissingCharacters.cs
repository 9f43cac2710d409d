using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Microservices.Invoice.Data.Migrations
{
    /// <inheritdoc />
    public partial class MissingCharacters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "missing_characters",
                table: "invoice_documents",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "missing_characters",
                table: "invoice_documents");
        }
    }
}
