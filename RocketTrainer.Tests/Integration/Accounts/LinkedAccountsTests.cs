using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Accounts;

/// <summary>Claimed accounts: what is a guess, what proves them, and what an unproven one can't do.</summary>
public sealed class LinkedAccountsTests : IAsyncLifetime
{
    private const string Epic = "epic:0123456789abcdef0123456789abcdef";
    private const string OtherEpic = "epic:fedcba9876543210fedcba9876543210";

    private BallchasingServer _server = null!;
    private RocketTrainerApp _app = null!;
    private KnownUser _hero = null!;
    private KnownUser _stranger = null!;
    private HttpClient _heros = null!;
    private HttpClient _strangers = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await BallchasingServer.StartAsync(Cancel);
        _app = new RocketTrainerApp(_server);
        _ = _app.Address;
        _hero = await _app.PersonAsync("76561190000000001", "Hero");
        _stranger = await _app.PersonAsync("76561190000000009", "Stranger");
        _heros = await _app.ProgramAsync(_hero);
        _strangers = await _app.ProgramAsync(_stranger);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("steam", "Hero", null, "platform")]
    [InlineData("gamecube", "Hero", null, "platform")]
    [InlineData("epic", "", null, "name")]
    [InlineData("epic", "****", null, "name")]
    [InlineData("epic", "Hero", "epic:123", "playerId")]
    [InlineData("epic", "Hero", "ps4:Hero", "playerId")]
    [InlineData("ps4", "Hero", "ps4:Victim", "playerId")]
    public async Task Claim_ThatCantBe_NamesTheField(string platform, string name, string? playerId, string field)
    {
        Assert.Equal([field], (await _heros.PostAsync("me/accounts", new { platform, name, playerId }, HttpStatusCode.BadRequest)).Fields());
        Assert.Single((await _heros.ReadAsync("me/accounts")).Items());
    }

    [Fact]
    public async Task Claim_ByName_AsksWhichAccountAndCountsForNobodyBefore()
    {
        Add(1, OtherAs(Epic, "Ana"));
        Add(2, OtherAs(Epic, "Ana"));
        Add(3, OtherAs(OtherEpic, "Ana"));
        Add(4, OtherAs(OtherEpic, "ana")); // somebody else's spelling
        await ImportAsync(_hero);

        var claimed = await _heros.PostAsync("me/accounts", new { platform = "epic", name = "Ana" }, HttpStatusCode.Created);
        Assert.Null(claimed.Text("playerId"));
        Assert.False(claimed.GetProperty("verified").GetBoolean());
        var guesses = (await _heros.ReadAsync($"me/accounts/{claimed.Text("id")}/guesses")).GetProperty("accounts").EnumerateArray().ToList();
        Assert.Equal([(Epic, 2), (OtherEpic, 1)], guesses.Select(g => (g.Text("playerId")!, g.GetProperty("matches").GetInt32())));

        await _heros.PostAsync($"me/accounts/{claimed.Text("id")}/confirm", new { playerId = "epic:00000000000000000000000000000001" }, HttpStatusCode.Conflict);
        var confirmed = await _heros.PostAsync($"me/accounts/{claimed.Text("id")}/confirm", new { playerId = Epic });
        Assert.Equal(Epic, confirmed.Text("playerId"));
        Assert.False(confirmed.GetProperty("verified").GetBoolean());
        await _strangers.PostAsync($"me/accounts/{claimed.Text("id")}/confirm", new { playerId = Epic }, HttpStatusCode.NotFound);
        await _strangers.ReadAsync($"me/accounts/{claimed.Text("id")}/guesses", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Claim_WhoseOwnRecordingTheUserUploaded_IsProven()
    {
        await _heros.PostAsync("me/accounts", new { platform = "epic", name = "Ana", playerId = Epic }, HttpStatusCode.Created);
        Add(1, Later(OtherAs(Epic, "Ana")), recorder: "Ana"); // uploaded by Hero's Steam account, recorded by the Epic one
        await ImportAsync(_hero);
        var claimed = await VerifiedAsync(_heros);
        Assert.Equal("recording", claimed.Text("proof"));

        // It is his now: nobody else can claim it.
        Assert.Equal(["name"], (await _strangers.PostAsync("me/accounts", new { platform = "epic", name = "Ana", playerId = Epic }, HttpStatusCode.BadRequest)).Fields());
    }

    [Theory]
    [InlineData("Rival", "76561190000000001", true, true)] // recorded by another player
    [InlineData("Ana", "76561190000000003", true, true)] // uploaded by somebody else
    [InlineData(null, "76561190000000001", true, true)]
    [InlineData("Ana", "76561190000000001", false, true)] // played before the claim: somebody could have handed the file on
    [InlineData("Ana", "76561190000000001", true, false)] // uploaded before it
    public async Task Claim_WithoutThatRecording_StaysUnverified(string? recorder, string uploader, bool playedLater, bool uploadedLater)
    {
        await _heros.PostAsync("me/accounts", new { platform = "epic", name = "Ana", playerId = Epic }, HttpStatusCode.Created);
        Add(1, Later(OtherAs(Epic, "Ana"), playedLater, uploadedLater), recorder, uploader);
        await ImportAsync(_hero);
        Assert.Equal(0, await ProveAsync());
    }

    [Fact]
    public async Task Claim_WhoseRowsTheUserConfirmedHimself_IsNotProvenByThem()
    {
        var claimed = await _heros.PostAsync("me/accounts", new { platform = "ps4", name = "PadPlayer" }, HttpStatusCode.Created);
        Add(1, Later(OtherAs("ps4:************", "PadPlayer")), recorder: "PadPlayer");
        await ImportAsync(_hero);
        await _heros.PostAsync($"me/accounts/{claimed.Text("id")}/matches", new { mine = true, rows = new[] { new { replayId = Matches.Id(1), slot = 3 } } });
        Assert.Single(await CreditedAsync());
        Assert.Equal(0, await ProveAsync());
    }

    [Fact]
    public async Task Claim_WhenTwoBearTheRecordersName_IsNotProven()
    {
        await _heros.PostAsync("me/accounts", new { platform = "epic", name = "Ana", playerId = Epic }, HttpStatusCode.Created);
        Add(1, Later(detail =>
        {
            OtherAs(Epic, "Ana")(detail);
            detail["blue"]!["players"]![1]!["name"] = "Ana";
        }), recorder: "Ana");
        await ImportAsync(_hero);
        Assert.Equal(0, await ProveAsync());
    }

    [Fact]
    public async Task Claim_ThatIsProven_EndsTheClaimsOfOthers()
    {
        await _heros.PostAsync("me/accounts", new { platform = "epic", name = "Ana", playerId = Epic }, HttpStatusCode.Created);
        await _strangers.PostAsync("me/accounts", new { platform = "epic", name = "Ana", playerId = Epic }, HttpStatusCode.Created);
        Add(1, Later(OtherAs(Epic, "Ana")), recorder: "Ana");
        await ImportAsync(_hero);
        await VerifiedAsync(_heros);
        Assert.Single((await _strangers.ReadAsync("me/accounts")).Items()); // the other claim is off
    }

    [Fact]
    public async Task Claim_AnAdministratorVouchesFor_IsProven()
    {
        var claimed = await _strangers.PostAsync("me/accounts", new { platform = "epic", name = "Ana", playerId = Epic }, HttpStatusCode.Created);
        await _strangers.PostAsync($"admin/accounts/{claimed.Text("id")}/verify", null, HttpStatusCode.Forbidden);
        await _app.Api.PostAsync($"api/v1/admin/accounts/{claimed.Text("id")}/verify", null, HttpStatusCode.NoContent);
        var account = (await _strangers.ReadAsync("me/accounts")).Items().Last();
        Assert.Equal((true, "administrator"), (account.GetProperty("verified").GetBoolean(), account.Text("proof")));
        await _app.Api.PostAsync($"api/v1/admin/accounts/{claimed.Text("id")}/verify", null, HttpStatusCode.NotFound);

        await _app.Api.DeleteAsync($"api/v1/admin/accounts/{claimed.Text("id")}/verify", HttpStatusCode.NoContent);
        Assert.False((await _strangers.ReadAsync("me/accounts")).Items().Last().GetProperty("verified").GetBoolean());
        var steam = (await _strangers.ReadAsync("me/accounts")).Items().First().Text("id");
        await _app.Api.DeleteAsync($"api/v1/admin/accounts/{steam}/verify", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task MaskedRows_AreGuessesUntilConfirmedAndNobodysAgainWhenUnlinked()
    {
        Add(1, OtherAs("ps4:************", "PadPlayer"));
        Add(2, OtherAs("ps4:************", "PadPlayer"));
        Add(3, OtherAs("ps4:************", "Somebody else"));
        await ImportAsync(_stranger);
        var claimed = await _strangers.PostAsync("me/accounts", new { platform = "ps4", name = "PadPlayer" }, HttpStatusCode.Created);
        Assert.Equal("ps4:PadPlayer", claimed.Text("playerId"));
        var address = $"me/accounts/{claimed.Text("id")}";
        Assert.Empty(await CreditedAsync());

        var rows = (await _strangers.ReadAsync(address + "/guesses")).GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal([Matches.Id(2), Matches.Id(1)], rows.Select(r => r.Text("replayId")));
        Assert.Equal(["Rival"], rows[0].GetProperty("mates").EnumerateArray().Select(m => m.GetString()));
        var row = new { replayId = Matches.Id(1), slot = 3 };
        var decided = await _strangers.PostAsync(address + "/matches", new { mine = true, rows = new object[] { row, new { replayId = Matches.Id(3), slot = 3 }, new { replayId = Matches.Id(1), slot = 0 } } });
        Assert.Equal(1, decided.GetProperty("rows").GetInt32()); // the others were never in question
        Assert.Equal([Guid.Parse(Matches.Id(1))], await CreditedAsync());
        await _strangers.PostAsync(address + "/matches", new { mine = false, rows = new[] { new { replayId = Matches.Id(2), slot = 3 } } });
        Assert.Empty((await _strangers.ReadAsync(address + "/guesses")).GetProperty("rows").EnumerateArray());
        Assert.Equal(["mine", "rows"], (await _strangers.PostAsync(address + "/matches", new { rows = new[] { "x" } }, HttpStatusCode.BadRequest)).Fields().Order());

        await _strangers.DeleteAsync(address, HttpStatusCode.NoContent);
        Assert.Empty(await CreditedAsync());
    }

    [Fact]
    public async Task Account_ThatIsTheOnlySignIn_CantBeUnlinkedNorByOthers()
    {
        var steam = (await _heros.ReadAsync("me/accounts")).Items().Single().Text("id");
        await _heros.DeleteAsync($"me/accounts/{steam}", HttpStatusCode.Conflict);
        await _strangers.DeleteAsync($"me/accounts/{steam}", HttpStatusCode.NotFound);

        var accounts = _app.Services.GetRequiredService<LinkedAccounts>();
        Assert.False(await accounts.LinkAsync(_hero.Id, new("76561190000000009", null, null), Caller.Server, Cancel)); // the stranger's
        Assert.True(await accounts.LinkAsync(_hero.Id, new("76561190000000011", "Smurf", null), Caller.Server, Cancel));
        await _heros.DeleteAsync($"me/accounts/{steam}", HttpStatusCode.NoContent);
        Assert.Equal("steam:76561190000000011", (await _heros.ReadAsync("me/accounts")).Items().Single().Text("playerId"));
    }

    private void Add(int number, Action<JsonObject> change, string? recorder = null, string uploader = "76561190000000001")
    {
        var detail = Matches.Detail(number);
        change(detail);
        detail["uploader"]!["steam_id"] = uploader;
        if (recorder is not null)
            detail["recorder"] = recorder;
        _server.Replays.Insert(0, (Matches.Id(number), detail.Bytes()));
    }

    /// <summary>The last player of the match is this one.</summary>
    private static Action<JsonObject> OtherAs(string playerId, string name) => detail =>
    {
        var player = detail["orange"]!["players"]![1]!;
        player["name"] = name;
        player["id"] = new JsonObject { ["platform"] = playerId.Split(':')[0], ["id"] = playerId.Split(':')[1] };
    };

    /// <summary>The change to a match that was played, and uploaded, after everything that these tests do.</summary>
    private static Action<JsonObject> Later(Action<JsonObject> change, bool played = true, bool uploaded = true) => detail =>
    {
        change(detail);
        if (played)
            detail["date"] = "2099-01-01T00:00:00+00:00";
        if (uploaded)
            detail["created"] = "2099-01-01T01:00:00Z";
    };

    /// <summary>The account that was linked last, once it is verified.</summary>
    private static async Task<System.Text.Json.JsonElement> VerifiedAsync(HttpClient client)
    {
        while (true)
        {
            var last = (await client.ReadAsync("me/accounts")).Items().Last();
            if (last.GetProperty("verified").GetBoolean())
                return last;
        }
    }

    private Task<int> ProveAsync() => _app.Services.GetRequiredService<LinkedAccounts>().ProveAsync(_hero.Id, Cancel);

    private async Task ImportAsync(KnownUser owner) => await _app.FollowAsync(await _app.StartImportAsync(owner.Id, Matches.Hero, max: 10), Cancel);

    private async Task<List<Guid>> CreditedAsync()
    {
        await using var db = _app.OpenDatabase();
        return await db.PlayerStats.Where(p => p.PlayerId == "ps4:PadPlayer").Select(p => p.ReplayId).ToListAsync(Cancel);
    }
}
