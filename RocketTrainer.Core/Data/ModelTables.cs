using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Coaching;
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

        modelBuilder.Entity<NormSnapshot>(snapshot =>
        {
            snapshot.ToTable("norm_snapshots");
            snapshot.HasKey(s => new { s.Playlist, s.MadeAt });
            snapshot.Property(s => s.Id).HasMaxLength(16);
            snapshot.Property(s => s.Playlist).HasMaxLength(64);
        });
    }
}
