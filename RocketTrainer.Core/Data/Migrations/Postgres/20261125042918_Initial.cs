using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RocketTrainer.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    subject = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    address = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "name_removals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    player_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    requested_by = table.Column<Guid>(type: "uuid", nullable: true),
                    message = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    matches = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_name_removals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "players",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    platform = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    platform_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    player_number = table.Column<int>(type: "integer", nullable: true),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    name_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_players", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "replays",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    match_guid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    played_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    utc_offset_minutes = table.Column<int>(type: "integer", nullable: false),
                    date_has_timezone = table.Column<bool>(type: "boolean", nullable: true),
                    map_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    map_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    match_type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    team_size = table.Column<int>(type: "integer", nullable: true),
                    playlist_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    playlist_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    duration = table.Column<int>(type: "integer", nullable: true),
                    overtime = table.Column<bool>(type: "boolean", nullable: true),
                    overtime_seconds = table.Column<int>(type: "integer", nullable: true),
                    season = table.Column<int>(type: "integer", nullable: true),
                    season_type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    server_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    server_region = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    max_rank_division = table.Column<int>(type: "integer", nullable: true),
                    max_rank_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    max_rank_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    max_rank_tier = table.Column<int>(type: "integer", nullable: true),
                    min_rank_division = table.Column<int>(type: "integer", nullable: true),
                    min_rank_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    min_rank_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    min_rank_tier = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_replays", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "signing_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    signs_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    protected_secret = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_signing_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "teams",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_teams", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "used_nonces",
                columns: table => new
                {
                    nonce = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_used_nonces", x => x.nonce);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    display_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    avatar_url = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_coach = table.Column<bool>(type: "boolean", nullable: false),
                    is_administrator = table.Column<bool>(type: "boolean", nullable: false),
                    visibility = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    profile_link = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    time_zone = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    main_playlist = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    target_rank = table.Column<int>(type: "integer", nullable: true),
                    theme = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    session_stamp = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_sign_in_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "player_stats",
                columns: table => new
                {
                    played_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    replay_id = table.Column<Guid>(type: "uuid", nullable: false),
                    slot = table.Column<int>(type: "integer", nullable: false),
                    color = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    player_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    platform = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    platform_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    player_number = table.Column<int>(type: "integer", nullable: true),
                    start_time = table.Column<double>(type: "double precision", nullable: true),
                    end_time = table.Column<double>(type: "double precision", nullable: true),
                    mvp = table.Column<bool>(type: "boolean", nullable: false),
                    pro = table.Column<bool>(type: "boolean", nullable: false),
                    car_id = table.Column<int>(type: "integer", nullable: true),
                    car_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    steering_sensitivity = table.Column<double>(type: "double precision", nullable: true),
                    boost_amount_collected = table.Column<double>(type: "double precision", nullable: true),
                    boost_amount_collected_big = table.Column<double>(type: "double precision", nullable: true),
                    boost_amount_collected_small = table.Column<double>(type: "double precision", nullable: true),
                    boost_amount_overfill = table.Column<double>(type: "double precision", nullable: true),
                    boost_amount_overfill_stolen = table.Column<double>(type: "double precision", nullable: true),
                    boost_amount_stolen = table.Column<double>(type: "double precision", nullable: true),
                    boost_amount_stolen_big = table.Column<double>(type: "double precision", nullable: true),
                    boost_amount_stolen_small = table.Column<double>(type: "double precision", nullable: true),
                    boost_amount_used_while_supersonic = table.Column<double>(type: "double precision", nullable: true),
                    boost_avg_amount = table.Column<double>(type: "double precision", nullable: true),
                    boost_bcpm = table.Column<double>(type: "double precision", nullable: true),
                    boost_bpm = table.Column<double>(type: "double precision", nullable: true),
                    boost_count_collected_big = table.Column<int>(type: "integer", nullable: true),
                    boost_count_collected_small = table.Column<int>(type: "integer", nullable: true),
                    boost_count_stolen_big = table.Column<int>(type: "integer", nullable: true),
                    boost_count_stolen_small = table.Column<int>(type: "integer", nullable: true),
                    boost_percent_boost_0_25 = table.Column<double>(type: "double precision", nullable: true),
                    boost_percent_boost_25_50 = table.Column<double>(type: "double precision", nullable: true),
                    boost_percent_boost_50_75 = table.Column<double>(type: "double precision", nullable: true),
                    boost_percent_boost_75_100 = table.Column<double>(type: "double precision", nullable: true),
                    boost_percent_full_boost = table.Column<double>(type: "double precision", nullable: true),
                    boost_percent_zero_boost = table.Column<double>(type: "double precision", nullable: true),
                    boost_time_boost_0_25 = table.Column<double>(type: "double precision", nullable: true),
                    boost_time_boost_25_50 = table.Column<double>(type: "double precision", nullable: true),
                    boost_time_boost_50_75 = table.Column<double>(type: "double precision", nullable: true),
                    boost_time_boost_75_100 = table.Column<double>(type: "double precision", nullable: true),
                    boost_time_full_boost = table.Column<double>(type: "double precision", nullable: true),
                    boost_time_zero_boost = table.Column<double>(type: "double precision", nullable: true),
                    core_assists = table.Column<int>(type: "integer", nullable: true),
                    core_goals = table.Column<int>(type: "integer", nullable: true),
                    core_goals_against = table.Column<int>(type: "integer", nullable: true),
                    core_mvp = table.Column<bool>(type: "boolean", nullable: true),
                    core_saves = table.Column<int>(type: "integer", nullable: true),
                    core_score = table.Column<int>(type: "integer", nullable: true),
                    core_shooting_percentage = table.Column<double>(type: "double precision", nullable: true),
                    core_shots = table.Column<int>(type: "integer", nullable: true),
                    core_shots_against = table.Column<int>(type: "integer", nullable: true),
                    demo_inflicted = table.Column<int>(type: "integer", nullable: true),
                    demo_taken = table.Column<int>(type: "integer", nullable: true),
                    movement_avg_powerslide_duration = table.Column<double>(type: "double precision", nullable: true),
                    movement_avg_speed = table.Column<double>(type: "double precision", nullable: true),
                    movement_avg_speed_percentage = table.Column<double>(type: "double precision", nullable: true),
                    movement_count_powerslide = table.Column<int>(type: "integer", nullable: true),
                    movement_percent_boost_speed = table.Column<double>(type: "double precision", nullable: true),
                    movement_percent_ground = table.Column<double>(type: "double precision", nullable: true),
                    movement_percent_high_air = table.Column<double>(type: "double precision", nullable: true),
                    movement_percent_low_air = table.Column<double>(type: "double precision", nullable: true),
                    movement_percent_slow_speed = table.Column<double>(type: "double precision", nullable: true),
                    movement_percent_supersonic_speed = table.Column<double>(type: "double precision", nullable: true),
                    movement_time_boost_speed = table.Column<double>(type: "double precision", nullable: true),
                    movement_time_ground = table.Column<double>(type: "double precision", nullable: true),
                    movement_time_high_air = table.Column<double>(type: "double precision", nullable: true),
                    movement_time_low_air = table.Column<double>(type: "double precision", nullable: true),
                    movement_time_powerslide = table.Column<double>(type: "double precision", nullable: true),
                    movement_time_slow_speed = table.Column<double>(type: "double precision", nullable: true),
                    movement_time_supersonic_speed = table.Column<double>(type: "double precision", nullable: true),
                    movement_total_distance = table.Column<double>(type: "double precision", nullable: true),
                    positioning_avg_distance_to_ball = table.Column<double>(type: "double precision", nullable: true),
                    positioning_avg_distance_to_ball_no_possession = table.Column<double>(type: "double precision", nullable: true),
                    positioning_avg_distance_to_ball_possession = table.Column<double>(type: "double precision", nullable: true),
                    positioning_avg_distance_to_mates = table.Column<double>(type: "double precision", nullable: true),
                    positioning_goals_against_while_last_defender = table.Column<int>(type: "integer", nullable: true),
                    positioning_percent_behind_ball = table.Column<double>(type: "double precision", nullable: true),
                    positioning_percent_closest_to_ball = table.Column<double>(type: "double precision", nullable: true),
                    positioning_percent_defensive_half = table.Column<double>(type: "double precision", nullable: true),
                    positioning_percent_defensive_third = table.Column<double>(type: "double precision", nullable: true),
                    positioning_percent_farthest_from_ball = table.Column<double>(type: "double precision", nullable: true),
                    positioning_percent_infront_ball = table.Column<double>(type: "double precision", nullable: true),
                    positioning_percent_most_back = table.Column<double>(type: "double precision", nullable: true),
                    positioning_percent_most_forward = table.Column<double>(type: "double precision", nullable: true),
                    positioning_percent_neutral_third = table.Column<double>(type: "double precision", nullable: true),
                    positioning_percent_offensive_half = table.Column<double>(type: "double precision", nullable: true),
                    positioning_percent_offensive_third = table.Column<double>(type: "double precision", nullable: true),
                    positioning_time_behind_ball = table.Column<double>(type: "double precision", nullable: true),
                    positioning_time_closest_to_ball = table.Column<double>(type: "double precision", nullable: true),
                    positioning_time_defensive_half = table.Column<double>(type: "double precision", nullable: true),
                    positioning_time_defensive_third = table.Column<double>(type: "double precision", nullable: true),
                    positioning_time_farthest_from_ball = table.Column<double>(type: "double precision", nullable: true),
                    positioning_time_infront_ball = table.Column<double>(type: "double precision", nullable: true),
                    positioning_time_most_back = table.Column<double>(type: "double precision", nullable: true),
                    positioning_time_most_forward = table.Column<double>(type: "double precision", nullable: true),
                    positioning_time_neutral_third = table.Column<double>(type: "double precision", nullable: true),
                    positioning_time_offensive_half = table.Column<double>(type: "double precision", nullable: true),
                    positioning_time_offensive_third = table.Column<double>(type: "double precision", nullable: true),
                    camera_distance = table.Column<double>(type: "double precision", nullable: true),
                    camera_fov = table.Column<double>(type: "double precision", nullable: true),
                    camera_height = table.Column<double>(type: "double precision", nullable: true),
                    camera_pitch = table.Column<double>(type: "double precision", nullable: true),
                    camera_stiffness = table.Column<double>(type: "double precision", nullable: true),
                    camera_swivel_speed = table.Column<double>(type: "double precision", nullable: true),
                    camera_transition_speed = table.Column<double>(type: "double precision", nullable: true),
                    rank_division = table.Column<int>(type: "integer", nullable: true),
                    rank_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    rank_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    rank_tier = table.Column<int>(type: "integer", nullable: true)
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
                    ballchasing_id = table.Column<Guid>(type: "uuid", nullable: false),
                    replay_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rocket_league_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    status = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    recorder = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    visibility = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    uploaded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    uploader_steam_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    uploader_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    uploader_profile_url = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    uploader_avatar = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    groups = table.Column<string>(type: "jsonb", nullable: true)
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
                    played_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    replay_id = table.Column<Guid>(type: "uuid", nullable: false),
                    color = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ball_possession_time = table.Column<double>(type: "double precision", nullable: true),
                    ball_time_in_side = table.Column<double>(type: "double precision", nullable: true),
                    boost_amount_collected = table.Column<double>(type: "double precision", nullable: true),
                    boost_amount_collected_big = table.Column<double>(type: "double precision", nullable: true),
                    boost_amount_collected_small = table.Column<double>(type: "double precision", nullable: true),
                    boost_amount_overfill = table.Column<double>(type: "double precision", nullable: true),
                    boost_amount_overfill_stolen = table.Column<double>(type: "double precision", nullable: true),
                    boost_amount_stolen = table.Column<double>(type: "double precision", nullable: true),
                    boost_amount_stolen_big = table.Column<double>(type: "double precision", nullable: true),
                    boost_amount_stolen_small = table.Column<double>(type: "double precision", nullable: true),
                    boost_amount_used_while_supersonic = table.Column<double>(type: "double precision", nullable: true),
                    boost_avg_amount = table.Column<double>(type: "double precision", nullable: true),
                    boost_bcpm = table.Column<double>(type: "double precision", nullable: true),
                    boost_bpm = table.Column<double>(type: "double precision", nullable: true),
                    boost_count_collected_big = table.Column<int>(type: "integer", nullable: true),
                    boost_count_collected_small = table.Column<int>(type: "integer", nullable: true),
                    boost_count_stolen_big = table.Column<int>(type: "integer", nullable: true),
                    boost_count_stolen_small = table.Column<int>(type: "integer", nullable: true),
                    boost_time_boost_0_25 = table.Column<double>(type: "double precision", nullable: true),
                    boost_time_boost_25_50 = table.Column<double>(type: "double precision", nullable: true),
                    boost_time_boost_50_75 = table.Column<double>(type: "double precision", nullable: true),
                    boost_time_boost_75_100 = table.Column<double>(type: "double precision", nullable: true),
                    boost_time_full_boost = table.Column<double>(type: "double precision", nullable: true),
                    boost_time_zero_boost = table.Column<double>(type: "double precision", nullable: true),
                    core_assists = table.Column<int>(type: "integer", nullable: true),
                    core_goals = table.Column<int>(type: "integer", nullable: true),
                    core_goals_against = table.Column<int>(type: "integer", nullable: true),
                    core_saves = table.Column<int>(type: "integer", nullable: true),
                    core_score = table.Column<int>(type: "integer", nullable: true),
                    core_shooting_percentage = table.Column<double>(type: "double precision", nullable: true),
                    core_shots = table.Column<int>(type: "integer", nullable: true),
                    core_shots_against = table.Column<int>(type: "integer", nullable: true),
                    demo_inflicted = table.Column<int>(type: "integer", nullable: true),
                    demo_taken = table.Column<int>(type: "integer", nullable: true),
                    movement_count_powerslide = table.Column<int>(type: "integer", nullable: true),
                    movement_time_boost_speed = table.Column<double>(type: "double precision", nullable: true),
                    movement_time_ground = table.Column<double>(type: "double precision", nullable: true),
                    movement_time_high_air = table.Column<double>(type: "double precision", nullable: true),
                    movement_time_low_air = table.Column<double>(type: "double precision", nullable: true),
                    movement_time_powerslide = table.Column<double>(type: "double precision", nullable: true),
                    movement_time_slow_speed = table.Column<double>(type: "double precision", nullable: true),
                    movement_time_supersonic_speed = table.Column<double>(type: "double precision", nullable: true),
                    movement_total_distance = table.Column<double>(type: "double precision", nullable: true),
                    positioning_time_behind_ball = table.Column<double>(type: "double precision", nullable: true),
                    positioning_time_defensive_half = table.Column<double>(type: "double precision", nullable: true),
                    positioning_time_defensive_third = table.Column<double>(type: "double precision", nullable: true),
                    positioning_time_infront_ball = table.Column<double>(type: "double precision", nullable: true),
                    positioning_time_neutral_third = table.Column<double>(type: "double precision", nullable: true),
                    positioning_time_offensive_half = table.Column<double>(type: "double precision", nullable: true),
                    positioning_time_offensive_third = table.Column<double>(type: "double precision", nullable: true)
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
                name: "team_invitations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_team_invitations", x => x.id);
                    table.ForeignKey(
                        name: "FK_team_invitations_teams_team_id",
                        column: x => x.team_id,
                        principalTable: "teams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    prefix = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    scopes = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_keys", x => x.id);
                    table.ForeignKey(
                        name: "FK_api_keys_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "idempotent_answers",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    fingerprint = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: true),
                    content_type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    location = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    body = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotent_answers", x => new { x.user_id, x.key });
                    table.ForeignKey(
                        name: "FK_idempotent_answers_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    player_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    group_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    uploader_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    playlists = table.Column<List<string>>(type: "text[]", nullable: false),
                    season = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    after = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    max = table.Column<int>(type: "integer", nullable: true),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    error = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    next_page = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    listing_done = table.Column<bool>(type: "boolean", nullable: false),
                    listed = table.Column<int>(type: "integer", nullable: false),
                    imported = table.Column<int>(type: "integer", nullable: false),
                    duplicates = table.Column<int>(type: "integer", nullable: false),
                    skipped = table.Column<int>(type: "integer", nullable: false),
                    pending = table.Column<int>(type: "integer", nullable: false),
                    failed = table.Column<int>(type: "integer", nullable: false),
                    requests = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_imports", x => x.id);
                    table.ForeignKey(
                        name: "FK_imports_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "library",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    replay_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_library", x => new { x.user_id, x.replay_id });
                    table.ForeignKey(
                        name: "FK_library_replays_replay_id",
                        column: x => x.replay_id,
                        principalTable: "replays",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_library_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "linked_accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    platform = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    player_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    linked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    verified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    proof = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_linked_accounts", x => x.id);
                    table.ForeignKey(
                        name: "FK_linked_accounts_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "personal_exports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    size = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_personal_exports", x => x.id);
                    table.ForeignKey(
                        name: "FK_personal_exports_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "team_members",
                columns: table => new
                {
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    joined_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_team_members", x => new { x.team_id, x.user_id });
                    table.ForeignKey(
                        name: "FK_team_members_teams_team_id",
                        column: x => x.team_id,
                        principalTable: "teams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_team_members_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "replay_payloads",
                columns: table => new
                {
                    ballchasing_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fetched_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    mapper_version = table.Column<int>(type: "integer", nullable: false),
                    json = table.Column<byte[]>(type: "bytea", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "refresh_tokens",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    family_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    api_key_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scopes = table.Column<int>(type: "integer", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_refresh_tokens", x => x.id);
                    table.ForeignKey(
                        name: "FK_refresh_tokens_api_keys_api_key_id",
                        column: x => x.api_key_id,
                        principalTable: "api_keys",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_refresh_tokens_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "import_items",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ballchasing_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    retryable = table.Column<bool>(type: "boolean", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    replay_id = table.Column<Guid>(type: "uuid", nullable: true)
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
                name: "match_claims",
                columns: table => new
                {
                    replay_id = table.Column<Guid>(type: "uuid", nullable: false),
                    slot = table.Column<int>(type: "integer", nullable: false),
                    linked_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_match_claims", x => new { x.replay_id, x.slot, x.linked_account_id });
                    table.ForeignKey(
                        name: "FK_match_claims_linked_accounts_linked_account_id",
                        column: x => x.linked_account_id,
                        principalTable: "linked_accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_match_claims_replays_replay_id",
                        column: x => x.replay_id,
                        principalTable: "replays",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "personal_export_files",
                columns: table => new
                {
                    export_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_personal_export_files", x => x.export_id);
                    table.ForeignKey(
                        name: "FK_personal_export_files_personal_exports_export_id",
                        column: x => x.export_id,
                        principalTable: "personal_exports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_prefix",
                table: "api_keys",
                column: "prefix",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_user_id",
                table: "api_keys",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "IX_audit_events_at_id",
                table: "audit_events",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_events_user_id_at_id",
                table: "audit_events",
                columns: new[] { "user_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_idempotent_answers_expires_at",
                table: "idempotent_answers",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "IX_import_items_import_id_state_ordinal",
                table: "import_items",
                columns: new[] { "import_id", "state", "ordinal" });

            migrationBuilder.CreateIndex(
                name: "IX_imports_created_at",
                table: "imports",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "IX_imports_user_id_created_at",
                table: "imports",
                columns: new[] { "user_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "IX_library_replay_id",
                table: "library",
                column: "replay_id");

            migrationBuilder.CreateIndex(
                name: "IX_linked_accounts_user_id_player_id",
                table: "linked_accounts",
                columns: new[] { "user_id", "player_id" });

            migrationBuilder.CreateIndex(
                name: "ix_linked_accounts_verified",
                table: "linked_accounts",
                column: "player_id",
                unique: true,
                filter: "verified_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_match_claims_linked_account_id",
                table: "match_claims",
                column: "linked_account_id");

            migrationBuilder.CreateIndex(
                name: "IX_name_removals_player_id",
                table: "name_removals",
                column: "player_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_personal_exports_user_id",
                table: "personal_exports",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "IX_player_stats_player_id_played_at_replay_id",
                table: "player_stats",
                columns: new[] { "player_id", "played_at", "replay_id" });

            migrationBuilder.CreateIndex(
                name: "IX_player_stats_replay_id",
                table: "player_stats",
                column: "replay_id");

            migrationBuilder.CreateIndex(
                name: "IX_refresh_tokens_api_key_id",
                table: "refresh_tokens",
                column: "api_key_id");

            migrationBuilder.CreateIndex(
                name: "IX_refresh_tokens_family_id",
                table: "refresh_tokens",
                column: "family_id");

            migrationBuilder.CreateIndex(
                name: "IX_refresh_tokens_hash",
                table: "refresh_tokens",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_refresh_tokens_user_id",
                table: "refresh_tokens",
                column: "user_id");

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
                name: "IX_team_invitations_hash",
                table: "team_invitations",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_team_invitations_team_id",
                table: "team_invitations",
                column: "team_id");

            migrationBuilder.CreateIndex(
                name: "IX_team_members_user_id",
                table: "team_members",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "IX_team_stats_replay_id",
                table: "team_stats",
                column: "replay_id");

            migrationBuilder.CreateIndex(
                name: "IX_used_nonces_expires_at",
                table: "used_nonces",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "IX_users_profile_link",
                table: "users",
                column: "profile_link",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_events");

            migrationBuilder.DropTable(
                name: "idempotent_answers");

            migrationBuilder.DropTable(
                name: "import_items");

            migrationBuilder.DropTable(
                name: "library");

            migrationBuilder.DropTable(
                name: "match_claims");

            migrationBuilder.DropTable(
                name: "name_removals");

            migrationBuilder.DropTable(
                name: "personal_export_files");

            migrationBuilder.DropTable(
                name: "player_stats");

            migrationBuilder.DropTable(
                name: "refresh_tokens");

            migrationBuilder.DropTable(
                name: "replay_payloads");

            migrationBuilder.DropTable(
                name: "signing_keys");

            migrationBuilder.DropTable(
                name: "team_invitations");

            migrationBuilder.DropTable(
                name: "team_members");

            migrationBuilder.DropTable(
                name: "team_stats");

            migrationBuilder.DropTable(
                name: "used_nonces");

            migrationBuilder.DropTable(
                name: "imports");

            migrationBuilder.DropTable(
                name: "linked_accounts");

            migrationBuilder.DropTable(
                name: "personal_exports");

            migrationBuilder.DropTable(
                name: "players");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "replay_sources");

            migrationBuilder.DropTable(
                name: "teams");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "replays");
        }
    }
}
