using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using RocketTrainer.Core.Coaching.Weaknesses;

namespace RocketTrainer.Tests.Unit.Coaching.Weaknesses;

/// <summary>Players and games drawn from components; the same for the same seed.</summary>
internal sealed class InventedPlayers(int seed, SkillLayout layout, VarianceComponents components)
{
    private const int GamesPerSession = 5;

    private readonly Random _random = new(seed);
    private readonly Matrix<double> _between = Root(components.Between), _session = Root(components.Session), _game = Root(components.Game);

    public InventedPlayers(int seed)
        : this(seed, ShippedComponents.Layout, ShippedComponents.Components)
    {
    }

    public static double[] Usual { get; } = new double[ShippedComponents.Layout.Stats.Length];

    /// <summary>How a player of the level plays.</summary>
    public double[] Player() => (_between * Draw()).ToArray();

    /// <param name="weak">A group whose stats all lie <paramref name="by"/> lower in every game.</param>
    public (double[] Residual, int Session)[] Games(double[] player, int games, string? weak = null, double by = 0)
    {
        var list = new List<(double[], int)>();
        var session = Draw();
        for (var i = 0; i < games; i++)
        {
            if (i % GamesPerSession == 0)
                session = _session * Draw();
            var noise = _game * Draw();
            list.Add(([.. player.Select((own, s) => own + session[s] + noise[s] - (layout.Stats[s].Group == weak ? by : 0))], i / GamesPerSession));
        }

        return [.. list];
    }

    public static GameWindow Window((double[] Residual, int Session)[] games, int? stats = null) =>
        GameWindow.Of(Array.ConvertAll(games, g => g.Residual), stats ?? ShippedComponents.Layout.Stats.Length, Array.ConvertAll(games, g => g.Session));

    private static Matrix<double> Root(Matrix<double> covariance) =>
        (VarianceComponents.PositivePart(covariance) + (Matrix<double>.Build.DenseIdentity(covariance.RowCount) * 1e-6)).Cholesky().Factor;

    private Vector<double> Draw() => Vector<double>.Build.Dense(layout.Stats.Length, _ => Normal.Sample(_random, 0, 1));
}
