using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RocketTrainer.Core.Data.Migrations.Sqlite
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
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    card = table.Column<string>(type: "TEXT", nullable: false),
                    trial = table.Column<string>(type: "TEXT", nullable: false),
                    rows_hash = table.Column<string>(type: "TEXT", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: true),
                    in_use = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rank_models", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rank_training_runs",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    games = table.Column<int>(type: "INTEGER", nullable: false),
                    players = table.Column<int>(type: "INTEGER", nullable: false),
                    matches = table.Column<int>(type: "INTEGER", nullable: false),
                    tiers = table.Column<int>(type: "INTEGER", nullable: false),
                    held_out_players = table.Column<int>(type: "INTEGER", nullable: false)
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
