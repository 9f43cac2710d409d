using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Microservices.DeadLetters.Data.Migrations
{
    /// <inheritdoc />
    public partial class Searching : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_group_hours_hour",
                table: "group_hours",
                column: "hour");

            migrationBuilder.CreateIndex(
                name: "ix_dead_letters_group_id_last_failed_at_id1",
                table: "dead_letters",
                columns: new[] { "group_id", "last_failed_at", "id" },
                descending: new[] { false, true, true },
                filter: "status IN ('open', 'replaying')");

            // Words and parts of texts. The extension is trusted since PostgreSQL 13, so that the owner of the database may
            // create it; a server without it answers all the same, by reading what there is.
            migrationBuilder.Sql("""
                DO $$
                BEGIN
                    CREATE EXTENSION IF NOT EXISTS pg_trgm;
                    CREATE INDEX ix_dead_letters_exception_text ON dead_letters
                        USING gin (exception_message gin_trgm_ops, exception_type gin_trgm_ops);
                EXCEPTION WHEN insufficient_privilege OR feature_not_supported OR undefined_file THEN
                    RAISE WARNING 'Searching exceptions for words will be slow: %', SQLERRM;
                END $$
                """);

            // Bodies, headers and stacks are most of what is written. What is there keeps its compression; a server that was
            // built without lz4 keeps the default.
            migrationBuilder.Sql("""
                DO $$
                BEGIN
                    EXECUTE 'ALTER TABLE dead_letters ALTER body SET COMPRESSION lz4, ALTER body_json SET COMPRESSION lz4,
                        ALTER headers SET COMPRESSION lz4';
                    EXECUTE 'ALTER TABLE attempts ALTER stack_trace SET COMPRESSION lz4, ALTER exceptions SET COMPRESSION lz4,
                        ALTER headers SET COMPRESSION lz4';
                EXCEPTION WHEN feature_not_supported OR syntax_error THEN
                    RAISE NOTICE 'lz4 is not there: %', SQLERRM;
                END $$
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP INDEX IF EXISTS ix_dead_letters_exception_text");

            migrationBuilder.DropIndex(
                name: "ix_group_hours_hour",
                table: "group_hours");

            migrationBuilder.DropIndex(
                name: "ix_dead_letters_group_id_last_failed_at_id1",
                table: "dead_letters");
        }
    }
}
