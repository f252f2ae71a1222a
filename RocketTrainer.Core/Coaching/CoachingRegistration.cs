using MathNet.Numerics;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Coaching.Labels;
using RocketTrainer.Core.Coaching.RankModels;

namespace RocketTrainer.Core.Coaching;

public static class CoachingRegistration
{
    private const int LargestNorms = 8 << 20;

    public static IServiceCollection AddCoaching(this IServiceCollection services)
    {
        Control.UseSingleThread(); // matrices are small here: handing their parts to other threads takes longer than working them out
        services.AddHybridCache(o => o.MaximumPayloadBytes = LargestNorms);
        return services.AddSingleton<NormSnapshots>().AddSingleton<Population>().AddSingleton<SkillWheels>().AddSingleton<CoachingReports>().AddSingleton<MatchReadings>().AddSingleton<WeaknessLabels>().AddSingleton<ProgressReports>().AddSingleton<StoredRankModels>().AddSingleton<RankRetraining>();
    }
}
