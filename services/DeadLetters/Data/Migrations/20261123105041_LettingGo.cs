using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Microservices.DeadLetters.Data.Migrations
{
    /// <inheritdoc />
    public partial class LettingGo : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "alarm_rounds",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    checked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alarm_rounds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notifications",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    subject = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: false),
                    group_id = table.Column<long>(type: "bigint", nullable: true),
                    queue = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    title = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: false),
                    open_count = table.Column<long>(type: "bigint", nullable: false),
                    since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    claimed_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    webhook_sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    mail_sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications", x => x.id);
                });

            migrationBuilder.InsertData(
                table: "alarm_rounds",
                columns: new[] { "id", "checked_at" },
                values: new object[] { 1, new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc) });

            migrationBuilder.CreateIndex(
                name: "ix_dead_letters_id",
                table: "dead_letters",
                column: "id",
                filter: "status = 'resolved' AND purge_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dead_letters_queue_first_failed_at",
                table: "dead_letters",
                columns: new[] { "queue", "first_failed_at" },
                filter: "status IN ('open', 'replaying')");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_created_at",
                table: "notifications",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_id",
                table: "notifications",
                column: "id",
                filter: "finished_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_subject_created_at",
                table: "notifications",
                columns: new[] { "subject", "created_at" });

            // Whoever may write the other tables may only add to this one. deploy/postgres/roles says the same at each start.
            migrationBuilder.Sql("""
                DO $$
                DECLARE service text;
                BEGIN
                    FOR service IN
                        SELECT DISTINCT grantee FROM information_schema.role_table_grants
                        WHERE table_schema = current_schema() AND table_name = 'audit'
                            AND grantee NOT IN (current_user, 'PUBLIC')
                    LOOP
                        EXECUTE format('REVOKE ALL ON audit FROM %I', service);
                        EXECUTE format('GRANT SELECT, INSERT ON audit TO %I', service);
                    END LOOP;
                END $$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alarm_rounds");

            migrationBuilder.DropTable(
                name: "notifications");

            migrationBuilder.DropIndex(
                name: "ix_dead_letters_id",
                table: "dead_letters");

            migrationBuilder.DropIndex(
                name: "ix_dead_letters_queue_first_failed_at",
                table: "dead_letters");
        }
    }
}
