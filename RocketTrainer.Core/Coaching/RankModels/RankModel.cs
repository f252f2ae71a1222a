using System.Security.Cryptography;

namespace RocketTrainer.Core.Coaching.RankModels;

/// <summary>A rank as far as stats tell it.</summary>
/// <param name="Point">The unrounded tier, 1 to 22.</param>
/// <param name="Tier">The nearest one.</param>
/// <param name="Low">The lowest tier of the 80 % interval: the fewest neighbouring tiers that hold the true one in four cases of five, and <paramref name="Tier"/>.</param>
/// <param name="High">The highest.</param>
/// <param name="Chances">Of each tier, from 1 to 22; their sum is 1.</param>
public sealed record RankEstimate(double Point, int Tier, int Low, int High, IReadOnlyList<double> Chances);

/// <summary>What a model was made of and how well it did.</summary>
/// <param name="Id">A hash of what the model learnt: two with the same id predict the same.</param>
/// <param name="Data">What the rows were, for people.</param>
/// <param name="Split">How rows were kept apart for <paramref name="Lobby"/> and <paramref name="Own"/>, for people.</param>
/// <param name="Rows">Player-games with a rank.</param>
/// <param name="Tiers">The lowest and the highest tier among them: none above is ever predicted.</param>
/// <param name="Learners">Which ones; says so when LightGBM could not be used.</param>
/// <param name="Lobby">Figures of the rank with lobby context.</param>
/// <param name="Own">Figures of what somebody plays like.</param>
public sealed record RankModelCard(
    string Id, DateTimeOffset MadeAt, string Data, string Split, int Rows, int Matches, TierRange Tiers, int Seed, string Learners, RankFigures Lobby, RankFigures Own);

public sealed record TierRange(int Lowest, int Highest);

/// <summary>On player-games of groups that the predicting model hadn't seen.</summary>
/// <param name="MeanError">Mean absolute error of the unrounded tier, in tiers.</param>
/// <param name="RoundedError">The same of the tier that is shown.</param>
/// <param name="Exact">The share of player-games whose tier is hit, 0 to 1.</param>
/// <param name="WithinOne">The share that is missed by a tier at most.</param>
public sealed record RankFigures(double MeanError, double RoundedError, double Exact, double WithinOne)
{
    /// <param name="tiers">True ones; rows with 0 don't count.</param>
    internal static RankFigures Of(float[] points, IReadOnlyList<int> tiers)
    {
        var known = points.Zip(tiers).Where(p => p.Second > 0).Select(p => (Error: Math.Abs(p.First - p.Second), Rounded: Math.Abs(MathF.Round(p.First) - p.Second))).ToList();
        return new(known.Average(e => e.Error), known.Average(e => e.Rounded), known.Average(e => e.Rounded == 0 ? 1.0 : 0), known.Average(e => e.Rounded <= 1 ? 1.0 : 0));
    }
}

/// <summary>Tells ranks from Ballchasing's stats of 3v3 matches.</summary>
public sealed class RankModel
{
    private static readonly Lazy<RankModel> LoadedShipped = new(LoadShipped);

    private readonly RankEstimator _lobby;
    private readonly RankEstimator _own;

    internal RankModel(RankModelCard card, RankEstimator lobby, RankEstimator own) => (Card, _lobby, _own) = (card, lobby, own);

    /// <summary>The one that comes with the application: of ranked 3v3, from Bronze I to Grand Champion III.</summary>
    public static RankModel Shipped => LoadedShipped.Value;

    public RankModelCard Card { get; }

    /// <summary>The estimated rank of everybody in a match, in its order: their own stats and those of the others, whom matchmaking chose to fit.</summary>
    public IReadOnlyList<RankEstimate> Estimate(RankMatch match) => [.. _lobby.Predict(Rows(match)).Select(point => _lobby.Describe(point))];

    /// <summary>What everybody in a match plays like, in its order: his own stats alone.</summary>
    public IReadOnlyList<RankEstimate> PlaysLike(RankMatch match) => [.. _own.Predict(Rows(match)).Select(point => _own.Describe(point))];

    /// <summary>One player's estimates of several matches as one.</summary>
    /// <param name="estimates">By <see cref="Estimate"/>, one or more.</param>
    public RankEstimate Combine(IReadOnlyCollection<RankEstimate> estimates) => _lobby.Combine(estimates);

    /// <summary>What one player plays like over several matches.</summary>
    /// <param name="estimates">By <see cref="PlaysLike"/>, one or more.</param>
    public RankEstimate CombinePlaysLike(IReadOnlyCollection<RankEstimate> estimates) => _own.Combine(estimates);

    /// <summary>The unrounded tier of every row with lobby context, whole matches each.</summary>
    internal float[] PredictLobby(IReadOnlyList<RankRow> rows) => _lobby.Predict(rows);

    /// <summary>The same of own stats alone.</summary>
    internal float[] PredictOwn(IReadOnlyList<RankRow> rows) => _own.Predict(rows);

    /// <summary>What is told of such a prediction with lobby context.</summary>
    internal RankEstimate DescribeLobby(double point) => _lobby.Describe(point);

    internal RankEstimate DescribeOwn(double point) => _own.Describe(point);

    public void Save(Stream to) => RankModelFile.Write(Card, Content(_lobby, _own), to);

    /// <exception cref="InvalidDataException">It is no model, of another version, or broken; the message says which.</exception>
    public static RankModel Load(Stream from)
    {
        var (card, content) = RankModelFile.Read(from);
        if (IdOf(content) != card.Id)
            throw new InvalidDataException($"The rank model is broken: its content is not that of model {card.Id}.");
        try
        {
            using var reader = new BinaryReader(new MemoryStream(content));
            return new(card, RankEstimator.Read(reader, RankRecipe.Lobby), RankEstimator.Read(reader, RankRecipe.Own));
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            throw new InvalidDataException($"The rank model {card.Id} is broken: {e.Message}", e);
        }
    }

    internal static byte[] Content(RankEstimator lobby, RankEstimator own)
    {
        var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        lobby.Write(writer);
        own.Write(writer);
        return content.ToArray();
    }

    internal static string IdOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content))[..16];

    private static RankModel LoadShipped()
    {
        using var file = typeof(RankModel).Assembly.GetManifestResourceStream(typeof(RankModel), "shipped.rank") ?? throw new InvalidOperationException("The assembly carries no rank model.");
        return Load(file);
    }

    private static List<RankRow> Rows(RankMatch match) => [.. match.Players.Select(values => new RankRow("", "", values, 0, match.Seconds, match.IsRecent, IsWhole: true))];
}
