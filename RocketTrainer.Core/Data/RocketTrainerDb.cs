using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Exports;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Ballchasing.Budget;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Labels;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Importing.Uploads;
using RocketTrainer.Core.Notifications;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Core.Teams;

namespace RocketTrainer.Core.Data;

/// <summary>
/// The tables, the same on every provider. A provider's own class adds what its database needs and owns the migrations.
/// </summary>
public abstract class RocketTrainerDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Replay> Replays => Set<Replay>();
    public DbSet<ReplaySource> ReplaySources => Set<ReplaySource>();
    public DbSet<ReplayPayload> ReplayPayloads => Set<ReplayPayload>();
    public DbSet<PlayerStats> PlayerStats => Set<PlayerStats>();
    public DbSet<TeamStats> TeamStats => Set<TeamStats>();
    public DbSet<Player> Players => Set<Player>();
    public DbSet<Import> Imports => Set<Import>();
    public DbSet<ImportItem> ImportItems => Set<ImportItem>();
    public DbSet<FollowedGroup> FollowedGroups => Set<FollowedGroup>();
    public DbSet<Upload> Uploads => Set<Upload>();

    public DbSet<User> Users => Set<User>();
    public DbSet<LinkedAccount> LinkedAccounts => Set<LinkedAccount>();
    public DbSet<MatchClaim> MatchClaims => Set<MatchClaim>();
    public DbSet<LibraryEntry> Library => Set<LibraryEntry>();
    public DbSet<ReplayTag> ReplayTags => Set<ReplayTag>();
    public DbSet<ReplayNote> ReplayNotes => Set<ReplayNote>();
    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<OwnBallchasingKey> OwnBallchasingKeys => Set<OwnBallchasingKey>();
    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();
    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();
    public DbSet<NameRemoval> NameRemovals => Set<NameRemoval>();
    public DbSet<PersonalExport> PersonalExports => Set<PersonalExport>();
    public DbSet<PersonalExportFile> PersonalExportFiles => Set<PersonalExportFile>();
    public DbSet<Webhook> Webhooks => Set<Webhook>();
    public DbSet<Team> Teams => Set<Team>();
    public DbSet<TeamMember> TeamMembers => Set<TeamMember>();
    public DbSet<TeamInvitation> TeamInvitations => Set<TeamInvitation>();

    public DbSet<OwnRankModel> OwnRankModels => Set<OwnRankModel>();
    public DbSet<NormSnapshot> NormSnapshots => Set<NormSnapshot>();
    public DbSet<WeaknessLabel> WeaknessLabels => Set<WeaknessLabel>();
    public DbSet<RankTrainingRun> RankTrainingRuns => Set<RankTrainingRun>();

    public DbSet<RequestBlock> RequestBlocks => Set<RequestBlock>();
    public DbSet<UsedNonce> UsedNonces => Set<UsedNonce>();
    public DbSet<IdempotentAnswer> IdempotentAnswers => Set<IdempotentAnswer>();

    /// <summary>
    /// Begins a transaction in which nobody else begins to write: what was read in it stays true until it ends, so that
    /// "look, then store" needs no more care. On SQLite by its nature, on PostgreSQL by an advisory lock.
    /// </summary>
    public abstract Task<IDbContextTransaction> BeginWriteAsync(CancellationToken cancellationToken);

    /// <summary>An instant as the database keeps it, of a row that is read without Entity Framework.</summary>
    internal abstract DateTimeOffset ReadInstant(DbDataReader row, int column);

    /// <summary>An id of such a row.</summary>
    internal abstract Guid ReadId(DbDataReader row, int column);

    /// <summary>A whole number of such a row, or null.</summary>
    internal abstract int? ReadNumber(DbDataReader row, int column);

    /// <summary>One of a few words of such a row; the default where there is none.</summary>
    internal abstract T? ReadWord<T>(DbDataReader row, int column, Words<T> words);

    /// <summary>Stats that stand beside each other in a row that is read without Entity Framework: NaN where unknown, flags as 1 and 0.</summary>
    internal abstract void ReadStats(DbDataReader row, int from, IReadOnlyList<Stat> stats, Span<double> into);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<MatchResult>().HaveConversion<string>().HaveMaxLength(8);
        configurationBuilder.Properties<TeamColor>().HaveConversion<string>().HaveMaxLength(8);
        configurationBuilder.Properties<RequestKind>().HaveConversion<string>().HaveMaxLength(8);
        configurationBuilder.Properties<ImportState>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<ImportSource>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<UploadState>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<ImportItemState>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<ProfileVisibility>().HaveConversion<string>().HaveMaxLength(8);
        configurationBuilder.Properties<Theme>().HaveConversion<string>().HaveMaxLength(8);
        configurationBuilder.Properties<AccountProof>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<AuditKind>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<RemovalState>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<ExportState>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<RankTrainingOutcome>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<SkillGroup>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<LabelKind>().HaveConversion<string>().HaveMaxLength(8);
        configurationBuilder.Properties<TeamRole>().HaveConversion<string>().HaveMaxLength(8);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Replay>(replay =>
        {
            replay.ToTable("replays");
            replay.Property(r => r.Id).ValueGeneratedNever();
            replay.ComplexProperty(r => r.MinRank);
            replay.ComplexProperty(r => r.MaxRank);
            // ReplayFilter by season and map, ReplayQueries.ChoicesAsync: thousands of matches without reading them.
            replay.HasIndex(r => new { r.Id, r.Season, r.SeasonType, r.MapCode, r.MapName }).HasDatabaseName("ix_replays_setting");
            replay.HasIndex(r => r.MatchGuid); // is this upload's match known?
        });

        modelBuilder.Entity<ReplaySource>(source =>
        {
            source.ToTable("replay_sources");
            source.HasKey(s => s.BallchasingId);
            source.Property(s => s.BallchasingId).ValueGeneratedNever();
            source.HasOne<Replay>().WithMany(r => r.Sources).HasForeignKey(s => s.ReplayId);
            source.HasOne(s => s.Payload).WithOne().HasForeignKey<ReplayPayload>(p => p.BallchasingId);
            source.OwnsMany(s => s.Groups, group => group.ToJson("groups"));
            source.HasIndex(s => s.RocketLeagueId); // the same, for matches without a guid
        });

        modelBuilder.Entity<ReplayPayload>(payload =>
        {
            payload.ToTable("replay_payloads");
            payload.HasKey(p => p.BallchasingId);
            payload.Property(p => p.BallchasingId).ValueGeneratedNever();
        });

        modelBuilder.Entity<PlayerStats>(stats =>
        {
            stats.ToTable("player_stats");
            stats.HasKey(s => new { s.PlayedAt, s.ReplayId, s.Slot });
            stats.HasOne<Replay>().WithMany(r => r.Players).HasForeignKey(s => s.ReplayId);
            stats.HasOne<Player>().WithMany().HasForeignKey(s => s.PlayerId);
            stats.ComplexProperty(s => s.Rank);
            stats.ComplexProperty(s => s.Camera);
            // MatchHistory: a player's matches, newest first, with all that they are chosen and counted by; behind these columns lie the
            // rank's tier and division, which the model can't put into an index (RanksInHistoryIndex does).
            stats.HasIndex(s => new { s.PlayerId, s.PlayedAt, s.ReplayId, s.Slot, s.Color, s.PlaylistId, s.Result, s.IsPublic }).HasDatabaseName("ix_player_stats_history");
            // Who else stood in a match, and on whose side: filter `with`, MatchHistory.TeamMatesAsync. Also the match's own key.
            stats.HasIndex(s => new { s.ReplayId, s.PlayedAt, s.PlayerId, s.Color }).HasDatabaseName("ix_player_stats_lineup");
            AddStats(stats, StatOwner.Player);
        });

        modelBuilder.Entity<TeamStats>(stats =>
        {
            stats.ToTable("team_stats");
            stats.HasKey(s => new { s.PlayedAt, s.ReplayId, s.Color });
            stats.HasOne<Replay>().WithMany(r => r.Teams).HasForeignKey(s => s.ReplayId);
            AddStats(stats, StatOwner.Team);
        });

        modelBuilder.Entity<Player>(player =>
        {
            player.ToTable("players");
            player.Property(p => p.Id).ValueGeneratedNever();
        });

        modelBuilder.Entity<Import>(import =>
        {
            import.ToTable("imports");
            import.Property(i => i.Id).ValueGeneratedNever();
            import.HasOne<User>().WithMany().HasForeignKey(i => i.UserId).OnDelete(DeleteBehavior.Cascade);
            import.HasIndex(i => i.CreatedAt); // everybody's imports, newest first
            import.HasIndex(i => new { i.UserId, i.CreatedAt }); // a person's imports, newest first
            import.HasIndex(i => i.SyncOf); // AccountSync: an account's or group's earlier syncs
        });

        modelBuilder.Entity<ImportItem>(item =>
        {
            item.ToTable("import_items");
            item.HasKey(i => new { i.ImportId, i.BallchasingId });
            item.HasOne<Import>().WithMany().HasForeignKey(i => i.ImportId);
            item.HasIndex(i => new { i.ImportId, i.State, i.Ordinal }); // what remains, in order; the receipt's counts
        });

        modelBuilder.Entity<FollowedGroup>(group =>
        {
            group.ToTable("followed_groups");
            group.Property(g => g.Id).ValueGeneratedNever();
            group.HasOne<User>().WithMany().HasForeignKey(g => g.UserId);
            group.HasIndex(g => new { g.UserId, g.GroupId }).IsUnique();
        });

        modelBuilder.Entity<Upload>(upload =>
        {
            upload.ToTable("uploads");
            upload.Property(u => u.Id).ValueGeneratedNever();
            upload.HasOne<User>().WithMany().HasForeignKey(u => u.UserId);
            upload.HasIndex(u => new { u.UserId, u.Hash }); // was this file handed in before?
            upload.HasIndex(u => new { u.Key, u.CreatedAt }); // UploadQuota
        });

        modelBuilder.AddAccountTables();
        modelBuilder.AddHostTables();
        modelBuilder.AddModelTables();
        UseSnakeCase(modelBuilder);
    }

    private static void AddStats<T>(EntityTypeBuilder<T> row, StatOwner owner)
        where T : StatRow
    {
        row.Ignore(r => r.Stats);
        foreach (var stat in StatCatalog.Of(owner))
            row.IndexerProperty(stat.ColumnType, stat.Column);
    }

    private static void UseSnakeCase(ModelBuilder modelBuilder)
    {
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties().Where(_ => !entity.IsMappedToJson()))
                property.SetColumnName(SnakeCase(property.Name));
            foreach (var complex in entity.GetComplexProperties())
            {
                foreach (var property in complex.ComplexType.GetProperties())
                    property.SetColumnName(SnakeCase(complex.Name) + "_" + SnakeCase(property.Name));
            }
        }
    }

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
