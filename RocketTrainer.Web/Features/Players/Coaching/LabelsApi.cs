using System.Security.Claims;
using System.Text.Json;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Labels;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Features.Replays;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Players.Coaching;

/// <param name="Label">A group's id, or nothing, or skipped.</param>
/// <param name="Playlist">Of whose matches it was named; the most played ranked one unless told.</param>
public sealed record LabelWish(string Label, string? Playlist = null);

/// <summary>What coaches call their players' weakest skills before they are told.</summary>
public static class LabelsApi
{
    private const string Nothing = "nothing";
    private const string Skipped = "skipped";

    public static void MapWeaknessLabels(this IEndpointRouteBuilder api)
    {
        var labels = api.MapSection("Labels", "What coaches called their players' weakest skills before they were told: by that the method is measured.");
        labels.MapPut("/players/{id}/weakness-label", LabelAsync).RequireScope(ApiScopes.Write).Path("id", "The account of a player in a team that you coach.", ReplayExamples.Hero)
            .Describe("labelPlayerWeakness", "Name a player's weakest skill", "Once, before you are told: his weaknesses stay hidden from you until you name a group, say that nothing stands out, or skip it.")
            .Takes<LabelWish>(("group", new { playlist = "ranked-standard", label = "boostControl" }), ("nothing", new { label = Nothing }), ("skipped", new { label = Skipped }))
            .Returns(PlayerExamples.Labelled, "His weaknesses, with what you named.").Fails(ProblemTypes.NotFound).Fails(ProblemTypes.Conflict);
        labels.MapGet("/labels/agreement", AgreementAsync).RequireScope(ApiScopes.Read)
            .Describe("getLabelAgreement", "Get how often coaches agree", "Of all labels on this server that were given before the verdict was told; shares have 80 % intervals and are null without any label.")
            .Returns(PlayerExamples.Agreement, "Counts and shares.");
    }

    private static async Task<IResult> LabelAsync(string id, HttpRequest request, ClaimsPrincipal user, WeaknessLabels labels, CoachingReports reports, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (playlist, label) = (body.Text("playlist"), body.Needed("label"));
        var group = SkillGroups.All.FirstOrDefault(g => JsonNamingPolicy.CamelCase.ConvertName(g.Group.ToString()) == label);
        if (group is null && label is not (null or Nothing or Skipped))
            body.Wrong("label", $"'{label}' is no group of stats: write one of those that weaknesses are told of, or {Nothing}, or {Skipped}.");
        if (playlist is not null && !Playlists.IsKnown(playlist))
            body.Wrong("playlist", $"'{playlist}' is no playlist.");
        if (!PlayerId.TryParse(id, out var player, out var error))
            body.Wrong("id", error);
        if (body.Problem("Nothing was kept.") is { } problem)
            return problem;

        var (coach, filter) = (user.Viewer(), new ReplayFilter { Player = player });
        playlist ??= await reports.MainPlaylistAsync(coach, filter, cancellationToken) ?? ShippedNorms.Playlist;
        var kind = group is not null ? LabelKind.Group : label == Nothing ? LabelKind.Nothing : LabelKind.Skipped;
        return await labels.LabelAsync(coach, player, playlist, kind, group?.Group, cancellationToken) switch
        {
            LabelOutcome.Kept => Api.Ok(await reports.ReadAsync(coach, filter, playlist, cancellationToken)),
            LabelOutcome.Late => Api.Conflict("You were told his weaknesses before; what you named then stays."),
            LabelOutcome.NoVerdict => Api.Conflict("Too little is known of his matches in this playlist to be held against a label; his weaknesses say what is missing."),
            _ => Api.NotFound("There is no player with this account in a team that you coach."),
        };
    }

    private static async Task<IResult> AgreementAsync(WeaknessLabels labels, CancellationToken cancellationToken) => Api.Ok(await labels.AgreementAsync(cancellationToken));
}
