using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Microservices.DeadLetters.Data.Migrations
{
    /// <inheritdoc />
    public partial class QueryIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_dead_letters_body_json",
                table: "dead_letters",
                column: "body_json")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "jsonb_path_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_dead_letters_conversation_id",
                table: "dead_letters",
                column: "conversation_id");

            migrationBuilder.CreateIndex(
                name: "ix_dead_letters_correlation_id",
                table: "dead_letters",
                column: "correlation_id");

            migrationBuilder.CreateIndex(
                name: "ix_dead_letters_last_failed_at_id1",
                table: "dead_letters",
                columns: new[] { "last_failed_at", "id" },
                descending: new bool[0],
                filter: "status IN ('open', 'replaying')");

            migrationBuilder.CreateIndex(
                name: "ix_dead_letters_message_key",
                table: "dead_letters",
                column: "message_key");

            migrationBuilder.CreateIndex(
                name: "ix_dead_letters_trace_id",
                table: "dead_letters",
                column: "trace_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_dead_letters_body_json",
                table: "dead_letters");

            migrationBuilder.DropIndex(
                name: "ix_dead_letters_conversation_id",
                table: "dead_letters");

            migrationBuilder.DropIndex(
                name: "ix_dead_letters_correlation_id",
                table: "dead_letters");

            migrationBuilder.DropIndex(
                name: "ix_dead_letters_last_failed_at_id1",
                table: "dead_letters");

            migrationBuilder.DropIndex(
                name: "ix_dead_letters_message_key",
                table: "dead_letters");

            migrationBuilder.DropIndex(
                name: "ix_dead_letters_trace_id",
                table: "dead_letters");
        }
    }
}
