using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Labels;
using RocketTrainer.Core.Coaching.RankModels;

namespace RocketTrainer.Core.Data;

/// <summary>What was learnt from the matches.</summary>
internal static class ModelTables
{
    public static void AddModelTables(this ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OwnRankModel>(model =>
        {
            model.ToTable("rank_models");
            model.Property(m => m.Id).ValueGeneratedNever();
            model.HasIndex(m => m.InUse).IsUnique().HasFilter("in_use"); // one at most; which one?
        });

        modelBuilder.Entity<RankTrainingRun>(run =>
        {
            run.ToTable("rank_training_runs");
            run.Property(r => r.Id).ValueGeneratedNever();
        });

        modelBuilder.Entity<WeaknessLabel>(label =>
        {
            label.ToTable("weakness_labels");
            label.HasKey(l => new { l.UserId, l.PlayerId });
            label.Property(l => l.PlayerId).HasMaxLength(64);
            label.Property(l => l.Playlist).HasMaxLength(64);
            label.Property(l => l.Ruler).HasMaxLength(16);
            label.HasOne<User>().WithMany().HasForeignKey(l => l.UserId);
            label.HasIndex(l => l.PlayerId); // what was said of him? when he wants to know it, or to be forgotten
        });

        modelBuilder.Entity<NormSnapshot>(snapshot =>
        {
            snapshot.ToTable("norm_snapshots");
            snapshot.HasKey(s => new { s.Playlist, s.MadeAt });
            snapshot.Property(s => s.Id).HasMaxLength(16);
            snapshot.Property(s => s.Playlist).HasMaxLength(64);
        });
    }
}
