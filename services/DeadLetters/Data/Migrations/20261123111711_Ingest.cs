using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Microservices.DeadLetters.Data.Migrations
{
    /// <inheritdoc />
    public partial class Ingest : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "pending_faults",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    queue = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    message_key = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    failed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    exceptions = table.Column<string>(type: "jsonb", nullable: false),
                    stored_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pending_faults", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_dead_letters_group_id",
                table: "dead_letters",
                column: "group_id",
                filter: "status = 'replaying'");

            migrationBuilder.CreateIndex(
                name: "ix_pending_faults_queue_message_key",
                table: "pending_faults",
                columns: new[] { "queue", "message_key" });

            migrationBuilder.CreateIndex(
                name: "ix_pending_faults_stored_at",
                table: "pending_faults",
                column: "stored_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "pending_faults");

            migrationBuilder.DropIndex(
                name: "ix_dead_letters_group_id",
                table: "dead_letters");
        }
    }
}
