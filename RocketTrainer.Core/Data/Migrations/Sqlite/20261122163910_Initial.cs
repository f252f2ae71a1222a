using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RocketTrainer.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    player_id = table.Column<string>(type: "TEXT", nullable: true),
                    group_id = table.Column<string>(type: "TEXT", nullable: true),
                    uploader_id = table.Column<string>(type: "TEXT", nullable: true),
                    playlists = table.Column<string>(type: "TEXT", nullable: false),
                    season = table.Column<string>(type: "TEXT", nullable: true),
                    after = table.Column<long>(type: "INTEGER", nullable: true),
                    before = table.Column<long>(type: "INTEGER", nullable: true),
                    max = table.Column<int>(type: "INTEGER", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    error = table.Column<string>(type: "TEXT", nullable: true),
                    next_page = table.Column<string>(type: "TEXT", nullable: true),
                    listing_done = table.Column<bool>(type: "INTEGER", nullable: false),
                    listed = table.Column<int>(type: "INTEGER", nullable: false),
                    imported = table.Column<int>(type: "INTEGER", nullable: false),
                    duplicates = table.Column<int>(type: "INTEGER", nullable: false),
                    skipped = table.Column<int>(type: "INTEGER", nullable: false),
                    pending = table.Column<int>(type: "INTEGER", nullable: false),
                    failed = table.Column<int>(type: "INTEGER", nullable: false),
                    requests = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: true),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_imports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "players",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    platform = table.Column<string>(type: "TEXT", nullable: false),
                    platform_id = table.Column<string>(type: "TEXT", nullable: false),
                    player_number = table.Column<int>(type: "INTEGER", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    name_seen_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_players", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "replays",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    match_guid = table.Column<string>(type: "TEXT", nullable: true),
                    played_at = table.Column<long>(type: "INTEGER", nullable: false),
                    utc_offset_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    date_has_timezone = table.Column<bool>(type: "INTEGER", nullable: true),
                    map_code = table.Column<string>(type: "TEXT", nullable: true),
                    map_name = table.Column<string>(type: "TEXT", nullable: true),
                    match_type = table.Column<string>(type: "TEXT", nullable: true),
                    team_size = table.Column<int>(type: "INTEGER", nullable: true),
                    playlist_id = table.Column<string>(type: "TEXT", nullable: true),
                    playlist_name = table.Column<string>(type: "TEXT", nullable: true),
                    duration = table.Column<int>(type: "INTEGER", nullable: true),
                    overtime = table.Column<bool>(type: "INTEGER", nullable: true),
                    overtime_seconds = table.Column<int>(type: "INTEGER", nullable: true),
                    season = table.Column<int>(type: "INTEGER", nullable: true),
                    season_type = table.Column<string>(type: "TEXT", nullable: true),
                    server_name = table.Column<string>(type: "TEXT", nullable: true),
                    server_region = table.Column<string>(type: "TEXT", nullable: true),
                    max_rank_division = table.Column<int>(type: "INTEGER", nullable: true),
                    max_rank_id = table.Column<string>(type: "TEXT", nullable: true),
                    max_rank_name = table.Column<string>(type: "TEXT", nullable: true),
                    max_rank_tier = table.Column<int>(type: "INTEGER", nullable: true),
                    min_rank_division = table.Column<int>(type: "INTEGER", nullable: true),
                    min_rank_id = table.Column<string>(type: "TEXT", nullable: true),
                    min_rank_name = table.Column<string>(type: "TEXT", nullable: true),
                    min_rank_tier = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_replays", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "import_items",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ballchasing_id = table.Column<string>(type: "TEXT", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    retryable = table.Column<bool>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    replay_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_items", x => new { x.import_id, x.ballchasing_id });
                    table.ForeignKey(
                        name: "FK_import_items_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "player_stats",
                columns: table => new
                {
                    played_at = table.Column<long>(type: "INTEGER", nullable: false),
                    replay_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    slot = table.Column<int>(type: "INTEGER", nullable: false),
                    color = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    player_id = table.Column<string>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    platform = table.Column<string>(type: "TEXT", nullable: true),
                    platform_id = table.Column<string>(type: "TEXT", nullable: true),
                    player_number = table.Column<int>(type: "INTEGER", nullable: true),
                    start_time = table.Column<double>(type: "REAL", nullable: true),
                    end_time = table.Column<double>(type: "REAL", nullable: true),
                    mvp = table.Column<bool>(type: "INTEGER", nullable: false),
                    pro = table.Column<bool>(type: "INTEGER", nullable: false),
                    car_id = table.Column<int>(type: "INTEGER", nullable: true),
                    car_name = table.Column<string>(type: "TEXT", nullable: true),
                    steering_sensitivity = table.Column<double>(type: "REAL", nullable: true),
                    boost_amount_collected = table.Column<double>(type: "REAL", nullable: true),
                    boost_amount_collected_big = table.Column<double>(type: "REAL", nullable: true),
                    boost_amount_collected_small = table.Column<double>(type: "REAL", nullable: true),
                    boost_amount_overfill = table.Column<double>(type: "REAL", nullable: true),
                    boost_amount_overfill_stolen = table.Column<double>(type: "REAL", nullable: true),
                    boost_amount_stolen = table.Column<double>(type: "REAL", nullable: true),
                    boost_amount_stolen_big = table.Column<double>(type: "REAL", nullable: true),
                    boost_amount_stolen_small = table.Column<double>(type: "REAL", nullable: true),
                    boost_amount_used_while_supersonic = table.Column<double>(type: "REAL", nullable: true),
                    boost_avg_amount = table.Column<double>(type: "REAL", nullable: true),
                    boost_bcpm = table.Column<double>(type: "REAL", nullable: true),
                    boost_bpm = table.Column<double>(type: "REAL", nullable: true),
                    boost_count_collected_big = table.Column<int>(type: "INTEGER", nullable: true),
                    boost_count_collected_small = table.Column<int>(type: "INTEGER", nullable: true),
                    boost_count_stolen_big = table.Column<int>(type: "INTEGER", nullable: true),
                    boost_count_stolen_small = table.Column<int>(type: "INTEGER", nullable: true),
                    boost_percent_boost_0_25 = table.Column<double>(type: "REAL", nullable: true),
                    boost_percent_boost_25_50 = table.Column<double>(type: "REAL", nullable: true),
                    boost_percent_boost_50_75 = table.Column<double>(type: "REAL", nullable: true),
                    boost_percent_boost_75_100 = table.Column<double>(type: "REAL", nullable: true),
                    boost_percent_full_boost = table.Column<double>(type: "REAL", nullable: true),
                    boost_percent_zero_boost = table.Column<double>(type: "REAL", nullable: true),
                    boost_time_boost_0_25 = table.Column<double>(type: "REAL", nullable: true),
                    boost_time_boost_25_50 = table.Column<double>(type: "REAL", nullable: true),
                    boost_time_boost_50_75 = table.Column<double>(type: "REAL", nullable: true),
                    boost_time_boost_75_100 = table.Column<double>(type: "REAL", nullable: true),
                    boost_time_full_boost = table.Column<double>(type: "REAL", nullable: true),
                    boost_time_zero_boost = table.Column<double>(type: "REAL", nullable: true),
                    core_assists = table.Column<int>(type: "INTEGER", nullable: true),
                    core_goals = table.Column<int>(type: "INTEGER", nullable: true),
                    core_goals_against = table.Column<int>(type: "INTEGER", nullable: true),
                    core_mvp = table.Column<bool>(type: "INTEGER", nullable: true),
                    core_saves = table.Column<int>(type: "INTEGER", nullable: true),
                    core_score = table.Column<int>(type: "INTEGER", nullable: true),
                    core_shooting_percentage = table.Column<double>(type: "REAL", nullable: true),
                    core_shots = table.Column<int>(type: "INTEGER", nullable: true),
                    core_shots_against = table.Column<int>(type: "INTEGER", nullable: true),
                    demo_inflicted = table.Column<int>(type: "INTEGER", nullable: true),
                    demo_taken = table.Column<int>(type: "INTEGER", nullable: true),
                    movement_avg_powerslide_duration = table.Column<double>(type: "REAL", nullable: true),
                    movement_avg_speed = table.Column<double>(type: "REAL", nullable: true),
                    movement_avg_speed_percentage = table.Column<double>(type: "REAL", nullable: true),
                    movement_count_powerslide = table.Column<int>(type: "INTEGER", nullable: true),
                    movement_percent_boost_speed = table.Column<double>(type: "REAL", nullable: true),
                    movement_percent_ground = table.Column<double>(type: "REAL", nullable: true),
                    movement_percent_high_air = table.Column<double>(type: "REAL", nullable: true),
                    movement_percent_low_air = table.Column<double>(type: "REAL", nullable: true),
                    movement_percent_slow_speed = table.Column<double>(type: "REAL", nullable: true),
                    movement_percent_supersonic_speed = table.Column<double>(type: "REAL", nullable: true),
                    movement_time_boost_speed = table.Column<double>(type: "REAL", nullable: true),
                    movement_time_ground = table.Column<double>(type: "REAL", nullable: true),
                    movement_time_high_air = table.Column<double>(type: "REAL", nullable: true),
                    movement_time_low_air = table.Column<double>(type: "REAL", nullable: true),
                    movement_time_powerslide = table.Column<double>(type: "REAL", nullable: true),
                    movement_time_slow_speed = table.Column<double>(type: "REAL", nullable: true),
                    movement_time_supersonic_speed = table.Column<double>(type: "REAL", nullable: true),
                    movement_total_distance = table.Column<double>(type: "REAL", nullable: true),
                    positioning_avg_distance_to_ball = table.Column<double>(type: "REAL", nullable: true),
                    positioning_avg_distance_to_ball_no_possession = table.Column<double>(type: "REAL", nullable: true),
                    positioning_avg_distance_to_ball_possession = table.Column<double>(type: "REAL", nullable: true),
                    positioning_avg_distance_to_mates = table.Column<double>(type: "REAL", nullable: true),
                    positioning_goals_against_while_last_defender = table.Column<int>(type: "INTEGER", nullable: true),
                    positioning_percent_behind_ball = table.Column<double>(type: "REAL", nullable: true),
                    positioning_percent_closest_to_ball = table.Column<double>(type: "REAL", nullable: true),
                    positioning_percent_defensive_half = table.Column<double>(type: "REAL", nullable: true),
                    positioning_percent_defensive_third = table.Column<double>(type: "REAL", nullable: true),
                    positioning_percent_farthest_from_ball = table.Column<double>(type: "REAL", nullable: true),
                    positioning_percent_infront_ball = table.Column<double>(type: "REAL", nullable: true),
                    positioning_percent_most_back = table.Column<double>(type: "REAL", nullable: true),
                    positioning_percent_most_forward = table.Column<double>(type: "REAL", nullable: true),
                    positioning_percent_neutral_third = table.Column<double>(type: "REAL", nullable: true),
                    positioning_percent_offensive_half = table.Column<double>(type: "REAL", nullable: true),
                    positioning_percent_offensive_third = table.Column<double>(type: "REAL", nullable: true),
                    positioning_time_behind_ball = table.Column<double>(type: "REAL", nullable: true),
                    positioning_time_closest_to_ball = table.Column<double>(type: "REAL", nullable: true),
                    positioning_time_defensive_half = table.Column<double>(type: "REAL", nullable: true),
                    positioning_time_defensive_third = table.Column<double>(type: "REAL", nullable: true),
                    positioning_time_farthest_from_ball = table.Column<double>(type: "REAL", nullable: true),
                    positioning_time_infront_ball = table.Column<double>(type: "REAL", nullable: true),
                    positioning_time_most_back = table.Column<double>(type: "REAL", nullable: true),
                    positioning_time_most_forward = table.Column<double>(type: "REAL", nullable: true),
                    positioning_time_neutral_third = table.Column<double>(type: "REAL", nullable: true),
                    positioning_time_offensive_half = table.Column<double>(type: "REAL", nullable: true),
                    positioning_time_offensive_third = table.Column<double>(type: "REAL", nullable: true),
                    camera_distance = table.Column<double>(type: "REAL", nullable: true),
                    camera_fov = table.Column<double>(type: "REAL", nullable: true),
                    camera_height = table.Column<double>(type: "REAL", nullable: true),
                    camera_pitch = table.Column<double>(type: "REAL", nullable: true),
                    camera_stiffness = table.Column<double>(type: "REAL", nullable: true),
                    camera_swivel_speed = table.Column<double>(type: "REAL", nullable: true),
                    camera_transition_speed = table.Column<double>(type: "REAL", nullable: true),
                    rank_division = table.Column<int>(type: "INTEGER", nullable: true),
                    rank_id = table.Column<string>(type: "TEXT", nullable: true),
                    rank_name = table.Column<string>(type: "TEXT", nullable: true),
                    rank_tier = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_player_stats", x => new { x.played_at, x.replay_id, x.slot });
                    table.ForeignKey(
                        name: "FK_player_stats_players_player_id",
                        column: x => x.player_id,
                        principalTable: "players",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_player_stats_replays_replay_id",
                        column: x => x.replay_id,
                        principalTable: "replays",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "replay_sources",
                columns: table => new
                {
                    ballchasing_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    replay_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    rocket_league_id = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", nullable: true),
                    title = table.Column<string>(type: "TEXT", nullable: true),
                    recorder = table.Column<string>(type: "TEXT", nullable: true),
                    visibility = table.Column<string>(type: "TEXT", nullable: true),
                    uploaded_at = table.Column<long>(type: "INTEGER", nullable: true),
                    uploader_steam_id = table.Column<string>(type: "TEXT", nullable: true),
                    uploader_name = table.Column<string>(type: "TEXT", nullable: true),
                    uploader_profile_url = table.Column<string>(type: "TEXT", nullable: true),
                    uploader_avatar = table.Column<string>(type: "TEXT", nullable: true),
                    groups = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_replay_sources", x => x.ballchasing_id);
                    table.ForeignKey(
                        name: "FK_replay_sources_replays_replay_id",
                        column: x => x.replay_id,
                        principalTable: "replays",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "team_stats",
                columns: table => new
                {
                    played_at = table.Column<long>(type: "INTEGER", nullable: false),
                    replay_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    color = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    ball_possession_time = table.Column<double>(type: "REAL", nullable: true),
                    ball_time_in_side = table.Column<double>(type: "REAL", nullable: true),
                    boost_amount_collected = table.Column<double>(type: "REAL", nullable: true),
                    boost_amount_collected_big = table.Column<double>(type: "REAL", nullable: true),
                    boost_amount_collected_small = table.Column<double>(type: "REAL", nullable: true),
                    boost_amount_overfill = table.Column<double>(type: "REAL", nullable: true),
                    boost_amount_overfill_stolen = table.Column<double>(type: "REAL", nullable: true),
                    boost_amount_stolen = table.Column<double>(type: "REAL", nullable: true),
                    boost_amount_stolen_big = table.Column<double>(type: "REAL", nullable: true),
                    boost_amount_stolen_small = table.Column<double>(type: "REAL", nullable: true),
                    boost_amount_used_while_supersonic = table.Column<double>(type: "REAL", nullable: true),
                    boost_avg_amount = table.Column<double>(type: "REAL", nullable: true),
                    boost_bcpm = table.Column<double>(type: "REAL", nullable: true),
                    boost_bpm = table.Column<double>(type: "REAL", nullable: true),
                    boost_count_collected_big = table.Column<int>(type: "INTEGER", nullable: true),
                    boost_count_collected_small = table.Column<int>(type: "INTEGER", nullable: true),
                    boost_count_stolen_big = table.Column<int>(type: "INTEGER", nullable: true),
                    boost_count_stolen_small = table.Column<int>(type: "INTEGER", nullable: true),
                    boost_time_boost_0_25 = table.Column<double>(type: "REAL", nullable: true),
                    boost_time_boost_25_50 = table.Column<double>(type: "REAL", nullable: true),
                    boost_time_boost_50_75 = table.Column<double>(type: "REAL", nullable: true),
                    boost_time_boost_75_100 = table.Column<double>(type: "REAL", nullable: true),
                    boost_time_full_boost = table.Column<double>(type: "REAL", nullable: true),
                    boost_time_zero_boost = table.Column<double>(type: "REAL", nullable: true),
                    core_assists = table.Column<int>(type: "INTEGER", nullable: true),
                    core_goals = table.Column<int>(type: "INTEGER", nullable: true),
                    core_goals_against = table.Column<int>(type: "INTEGER", nullable: true),
                    core_saves = table.Column<int>(type: "INTEGER", nullable: true),
                    core_score = table.Column<int>(type: "INTEGER", nullable: true),
                    core_shooting_percentage = table.Column<double>(type: "REAL", nullable: true),
                    core_shots = table.Column<int>(type: "INTEGER", nullable: true),
                    core_shots_against = table.Column<int>(type: "INTEGER", nullable: true),
                    demo_inflicted = table.Column<int>(type: "INTEGER", nullable: true),
                    demo_taken = table.Column<int>(type: "INTEGER", nullable: true),
                    movement_count_powerslide = table.Column<int>(type: "INTEGER", nullable: true),
                    movement_time_boost_speed = table.Column<double>(type: "REAL", nullable: true),
                    movement_time_ground = table.Column<double>(type: "REAL", nullable: true),
                    movement_time_high_air = table.Column<double>(type: "REAL", nullable: true),
                    movement_time_low_air = table.Column<double>(type: "REAL", nullable: true),
                    movement_time_powerslide = table.Column<double>(type: "REAL", nullable: true),
                    movement_time_slow_speed = table.Column<double>(type: "REAL", nullable: true),
                    movement_time_supersonic_speed = table.Column<double>(type: "REAL", nullable: true),
                    movement_total_distance = table.Column<double>(type: "REAL", nullable: true),
                    positioning_time_behind_ball = table.Column<double>(type: "REAL", nullable: true),
                    positioning_time_defensive_half = table.Column<double>(type: "REAL", nullable: true),
                    positioning_time_defensive_third = table.Column<double>(type: "REAL", nullable: true),
                    positioning_time_infront_ball = table.Column<double>(type: "REAL", nullable: true),
                    positioning_time_neutral_third = table.Column<double>(type: "REAL", nullable: true),
                    positioning_time_offensive_half = table.Column<double>(type: "REAL", nullable: true),
                    positioning_time_offensive_third = table.Column<double>(type: "REAL", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_team_stats", x => new { x.played_at, x.replay_id, x.color });
                    table.ForeignKey(
                        name: "FK_team_stats_replays_replay_id",
                        column: x => x.replay_id,
                        principalTable: "replays",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "replay_payloads",
                columns: table => new
                {
                    ballchasing_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    fetched_at = table.Column<long>(type: "INTEGER", nullable: false),
                    mapper_version = table.Column<int>(type: "INTEGER", nullable: false),
                    json = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_replay_payloads", x => x.ballchasing_id);
                    table.ForeignKey(
                        name: "FK_replay_payloads_replay_sources_ballchasing_id",
                        column: x => x.ballchasing_id,
                        principalTable: "replay_sources",
                        principalColumn: "ballchasing_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_import_items_import_id_state_ordinal",
                table: "import_items",
                columns: new[] { "import_id", "state", "ordinal" });

            migrationBuilder.CreateIndex(
                name: "IX_imports_created_at",
                table: "imports",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "IX_player_stats_player_id_played_at_replay_id",
                table: "player_stats",
                columns: new[] { "player_id", "played_at", "replay_id" });

            migrationBuilder.CreateIndex(
                name: "IX_player_stats_replay_id",
                table: "player_stats",
                column: "replay_id");

            migrationBuilder.CreateIndex(
                name: "IX_replay_sources_replay_id",
                table: "replay_sources",
                column: "replay_id");

            migrationBuilder.CreateIndex(
                name: "IX_replay_sources_rocket_league_id",
                table: "replay_sources",
                column: "rocket_league_id");

            migrationBuilder.CreateIndex(
                name: "IX_replays_match_guid",
                table: "replays",
                column: "match_guid");

            migrationBuilder.CreateIndex(
                name: "IX_replays_played_at_id",
                table: "replays",
                columns: new[] { "played_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_team_stats_replay_id",
                table: "team_stats",
                column: "replay_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "import_items");

            migrationBuilder.DropTable(
                name: "player_stats");

            migrationBuilder.DropTable(
                name: "replay_payloads");

            migrationBuilder.DropTable(
                name: "team_stats");

            migrationBuilder.DropTable(
                name: "imports");

            migrationBuilder.DropTable(
                name: "players");

            migrationBuilder.DropTable(
                name: "replay_sources");

            migrationBuilder.DropTable(
                name: "replays");
        }
    }
}
