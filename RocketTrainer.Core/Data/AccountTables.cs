using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Exports;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Ballchasing.Budget;
using RocketTrainer.Core.Notifications;
using RocketTrainer.Core.Replays;
using RocketTrainer.Core.Teams;

namespace RocketTrainer.Core.Data;

/// <summary>People and what belongs to them. What is a person's alone goes with the person.</summary>
internal static class AccountTables
{
    public static void AddAccountTables(this ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<User>(user =>
        {
            user.ToTable("users");
            user.Property(u => u.Id).ValueGeneratedNever();
            user.HasMany(u => u.Accounts).WithOne().HasForeignKey(a => a.UserId);
            user.HasIndex(u => u.ProfileLink).IsUnique(); // whose profile is this link?
        });

        modelBuilder.Entity<LinkedAccount>(account =>
        {
            account.ToTable("linked_accounts");
            account.Property(a => a.Id).ValueGeneratedNever();
            account.HasIndex(a => a.PlayerId).IsUnique().HasFilter("verified_at IS NOT NULL").HasDatabaseName("ix_linked_accounts_verified"); // a proven account has one owner
            account.HasIndex(a => new { a.UserId, a.PlayerId }); // whose rows are mine?
        });

        modelBuilder.Entity<OwnBallchasingKey>(key =>
        {
            key.ToTable("ballchasing_keys");
            key.HasKey(k => k.UserId);
            key.HasOne<User>().WithOne().HasForeignKey<OwnBallchasingKey>(k => k.UserId);
        });

        modelBuilder.Entity<Webhook>(webhook =>
        {
            webhook.ToTable("webhooks");
            webhook.HasKey(w => w.UserId);
            webhook.HasOne<User>().WithOne().HasForeignKey<Webhook>(w => w.UserId);
        });

        modelBuilder.Entity<MatchClaim>(claim =>
        {
            claim.ToTable("match_claims");
            claim.HasKey(c => new { c.ReplayId, c.Slot, c.LinkedAccountId });
            claim.HasOne<Replay>().WithMany().HasForeignKey(c => c.ReplayId);
            claim.HasOne<LinkedAccount>().WithMany().HasForeignKey(c => c.LinkedAccountId);
        });

        modelBuilder.Entity<LibraryEntry>(entry =>
        {
            entry.ToTable("library");
            entry.HasKey(e => new { e.UserId, e.ReplayId });
            entry.HasOne<User>().WithMany().HasForeignKey(e => e.UserId);
            entry.HasOne<Replay>().WithMany().HasForeignKey(e => e.ReplayId);
            entry.HasIndex(e => new { e.UserId, e.PlayedAt, e.ReplayId }); // MatchPlaces: one's own matches, newest first
        });

        modelBuilder.Entity<ReplayTag>(tag =>
        {
            tag.ToTable("replay_tags");
            tag.HasKey(t => new { t.UserId, t.ReplayId, t.Tag });
            tag.Property(t => t.Tag).HasMaxLength(ReplayTag.Longest);
            tag.HasOne<User>().WithMany().HasForeignKey(t => t.UserId);
            tag.HasOne<Replay>().WithMany().HasForeignKey(t => t.ReplayId);
        });

        modelBuilder.Entity<ReplayNote>(note =>
        {
            note.ToTable("replay_notes");
            note.HasKey(n => new { n.UserId, n.ReplayId });
            note.Property(n => n.Text).HasMaxLength(ReplayNote.Longest);
            note.HasOne<User>().WithMany().HasForeignKey(n => n.UserId);
            note.HasOne<Replay>().WithMany().HasForeignKey(n => n.ReplayId);
        });

        modelBuilder.Entity<AuditEvent>(audited =>
        {
            audited.ToTable("audit_events");
            audited.Property(e => e.Id).ValueGeneratedNever();
            audited.HasIndex(e => new { e.At, e.Id }); // everything, newest first
            audited.HasIndex(e => new { e.UserId, e.At, e.Id }); // the same of one person
        });

        modelBuilder.Entity<ApiKey>(key =>
        {
            key.ToTable("api_keys");
            key.Property(k => k.Id).ValueGeneratedNever();
            key.HasOne<User>().WithMany().HasForeignKey(k => k.UserId);
            key.HasIndex(k => k.Prefix).IsUnique(); // which key is this?
        });

        modelBuilder.Entity<RefreshToken>(token =>
        {
            token.ToTable("refresh_tokens");
            token.Property(t => t.Id).ValueGeneratedNever();
            token.HasOne<User>().WithMany().HasForeignKey(t => t.UserId);
            token.HasOne<ApiKey>().WithMany().HasForeignKey(t => t.ApiKeyId);
            token.HasIndex(t => t.Hash).IsUnique(); // which token is this?
            token.HasIndex(t => t.FamilyId); // does the family still stand?
        });

        modelBuilder.Entity<SigningKey>(key =>
        {
            key.ToTable("signing_keys");
            key.Property(k => k.Id).ValueGeneratedNever();
        });

        modelBuilder.Entity<NameRemoval>(removal =>
        {
            removal.ToTable("name_removals");
            removal.Property(r => r.Id).ValueGeneratedNever();
            removal.HasIndex(r => r.PlayerId).IsUnique(); // must this player stay nameless?
        });

        modelBuilder.Entity<PersonalExport>(export =>
        {
            export.ToTable("personal_exports");
            export.Property(e => e.Id).ValueGeneratedNever();
            export.HasOne<User>().WithMany().HasForeignKey(e => e.UserId);
            export.HasOne(e => e.File).WithOne().HasForeignKey<PersonalExportFile>(f => f.ExportId);
        });

        modelBuilder.Entity<PersonalExportFile>(file =>
        {
            file.ToTable("personal_export_files");
            file.HasKey(f => f.ExportId);
        });

        modelBuilder.Entity<Team>(team =>
        {
            team.ToTable("teams");
            team.Property(t => t.Id).ValueGeneratedNever();
            team.HasMany(t => t.Members).WithOne().HasForeignKey(m => m.TeamId);
        });

        modelBuilder.Entity<TeamMember>(member =>
        {
            member.ToTable("team_members");
            member.HasKey(m => new { m.TeamId, m.UserId });
            member.HasOne<User>().WithMany().HasForeignKey(m => m.UserId);
        });

        modelBuilder.Entity<TeamInvitation>(invitation =>
        {
            invitation.ToTable("team_invitations");
            invitation.Property(i => i.Id).ValueGeneratedNever();
            invitation.HasOne<Team>().WithMany().HasForeignKey(i => i.TeamId);
            invitation.HasIndex(i => i.Hash).IsUnique(); // which invitation is this?
        });
    }

    public static void AddHostTables(this ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<UsedNonce>(nonce =>
        {
            nonce.ToTable("used_nonces");
            nonce.HasKey(n => n.Nonce);
            nonce.HasIndex(n => n.ExpiresAt); // what may be forgotten?
        });

        modelBuilder.Entity<RequestBlock>(block =>
        {
            block.ToTable("request_blocks");
            block.HasKey(b => new { b.Key, b.Kind, b.At });
        });

        modelBuilder.Entity<IdempotentAnswer>(answer =>
        {
            answer.ToTable("idempotent_answers");
            answer.HasKey(a => new { a.UserId, a.Key });
            answer.HasOne<User>().WithMany().HasForeignKey(a => a.UserId);
            answer.HasIndex(a => a.ExpiresAt); // what may be forgotten?
        });
    }
}
