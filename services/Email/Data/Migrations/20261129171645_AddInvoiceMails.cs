using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Microservices.Email.Data.Migrations
{
    /// <inheritdoc />
    public partial class AddInvoiceMails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "invoice_bounces",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status_code = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: false),
                    diagnostic = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    bounced_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invoice_bounces", x => x.order_id);
                });

            migrationBuilder.CreateTable(
                name: "invoice_deliveries",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    mail_message_id = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    repeated_sends = table.Column<int>(type: "integer", nullable: false),
                    claim_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claimed_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    server_reply = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    sending_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invoice_deliveries", x => x.order_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_invoice_deliveries_sending_at",
                table: "invoice_deliveries",
                column: "sending_at",
                filter: "status <> 'Sent'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "invoice_bounces");

            migrationBuilder.DropTable(
                name: "invoice_deliveries");
        }
    }
}
