using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RocketTrainer.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RankModels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "rank_models",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    card = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    trial = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    rows_hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    content = table.Column<byte[]>(type: "bytea", nullable: true),
                    in_use = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rank_models", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rank_training_runs",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    games = table.Column<int>(type: "integer", nullable: false),
                    players = table.Column<int>(type: "integer", nullable: false),
                    matches = table.Column<int>(type: "integer", nullable: false),
                    tiers = table.Column<int>(type: "integer", nullable: false),
                    held_out_players = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rank_training_runs", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_rank_models_in_use",
                table: "rank_models",
                column: "in_use",
                unique: true,
                filter: "in_use");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "rank_models");

            migrationBuilder.DropTable(
                name: "rank_training_runs");
        }
    }
}
