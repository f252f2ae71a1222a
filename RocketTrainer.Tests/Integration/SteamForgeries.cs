using System.Globalization;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>
/// Each is honest but for the one thing that its name says: what is said is signed by the provider, who confirms it,
/// unless the forgery is about that.
/// </summary>
internal static class SteamForgeries
{
    private const string Account = "https://steamcommunity.com/openid/id/";
    private const string Victim = Account + "76561190000000666";

    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(6);

    public static readonly IReadOnlyDictionary<string, SteamForgery> ByName = new Dictionary<string, SteamForgery>(StringComparer.Ordinal)
    {
        // The request
        ["brought by POST"] = new(a => a.Visitor.SendAsync(HttpMethod.Post, a.Approve().Url, TestContext.Current.CancellationToken)),
        ["brought by HEAD"] = new(a => a.Visitor.SendAsync(HttpMethod.Head, a.Approve().Url, TestContext.Current.CancellationToken)),
        ["nothing but the state"] = new(a => a.BringAsync(new Uri(a.Approve().Address))),
        ["nothing at all"] = new(a => a.BringAsync(new Uri(a.Host.Address + "/signin-steam"))),
        ["a field twice"] = Address(url => url + "&openid.mode=id_res"),
        ["a field twice, differently"] = Address(url => url + "&openid.claimed_id=" + Uri.EscapeDataString(Victim)),
        ["the state twice"] = State(state => $"state={state}&state={state}&"),
        ["a line break in a field"] = Lie(a => a["ext"] = "x\nclaimed_id:" + Victim),
        ["a line break in a field's name"] = Lie(a => a["ext:x\nclaimed_id"] = Victim),
        ["a field under a name in capitals"] = Address(url => url.Replace("openid.claimed_id=", "openid.CLAIMED_ID=", StringComparison.Ordinal), SteamProvider.Yes),

        // State and browser
        ["state missing"] = State(_ => ""),
        ["state empty"] = State(_ => "state=&"),
        ["state tampered with"] = State(state => $"state={state[..60]}{(state[60] == 'A' ? 'B' : 'A')}{state[61..]}&"),
        ["state of another app"] = State(state => $"state={state[..6]}{new string('A', 150)}&"),
        ["state of another question"] = new(async a =>
        {
            var other = a.Provider.Approve(await a.AskAgainAsync());
            return await a.BringAsync(new SteamAnswer(a.Approve().Address, other.Fields));
        }),
        ["another browser"] = new(a => BringElsewhereAsync(a, new Visitor())),
        ["another browser that asked something, too"] = new(async a =>
        {
            var other = new Visitor();
            await a.Host.ChallengeAsync(other, TestContext.Current.CancellationToken);
            return await BringElsewhereAsync(a, other);
        }),
        ["brought to another name of the host"] = Address(url => url.Replace("//127.0.0.1:", "//localhost:", StringComparison.Ordinal)),
        ["brought to another case of the path"] = Address(url => url.Replace("/signin-steam?", "/Signin-Steam?", StringComparison.Ordinal)),

        // Version and mode, which Steam doesn't sign
        ["OpenID 1.1"] = Tamper(a => a["ns"] = "http://openid.net/signon/1.1"),
        ["no version"] = Tamper(a => a.Fields.Remove("ns")),
        ["version with a slash"] = Tamper(a => a["ns"] += "/"),
        ["mode of a question"] = Tamper(a => a["mode"] = "checkid_setup"),
        ["mode of a verification"] = Tamper(a => a["mode"] = "check_authentication"),
        ["mode setup_needed"] = Tamper(a => a["mode"] = "setup_needed"),
        ["mode error"] = Tamper(a => a["mode"] = "error"),
        ["mode in capitals"] = Tamper(a => a["mode"] = "ID_RES"),
        ["mode missing"] = Tamper(a => a.Fields.Remove("mode")),
        ["cancelled in another browser"] = new(async a =>
        {
            a.Visitor = new();
            return await a.BringAsync(SteamProvider.Decline(a.Question));
        }),

        // Who says it
        ["another provider"] = Lie(a => a["op_endpoint"] = "https://steamcommunity.com.evil.example/openid/login"),
        ["provider in capitals"] = Lie(a => a["op_endpoint"] = a["op_endpoint"].Replace("/login", "/LOGIN", StringComparison.Ordinal)),
        ["provider with a slash"] = Lie(a => a["op_endpoint"] += "/"),
        ["no provider"] = Lie(a => a.Fields.Remove("op_endpoint")),
        ["empty provider"] = Lie(a => a["op_endpoint"] = ""),

        // Who somebody is
        ["claimed id changed after signing"] = Tamper(a => a["claimed_id"] = Victim),
        ["both ids changed after signing"] = Tamper(a => a["claimed_id"] = a["identity"] = Victim),
        ["identity changed after signing"] = Tamper(a => a["identity"] = Victim),
        ["identity of somebody else"] = Lie(a => a["identity"] = Victim),
        ["claimed id of somebody else"] = Lie(a => a["claimed_id"] = Victim),
        ["id missing"] = Lie(a => { a.Fields.Remove("claimed_id"); a.Fields.Remove("identity"); }),
        ["id empty"] = Claim(""),
        ["id at http"] = Claim("http://steamcommunity.com/openid/id/76561190000000042"),
        ["id at another host"] = Claim("https://evil.example/openid/id/76561190000000042"),
        ["id at a host that begins so"] = Claim("https://steamcommunity.com.evil.example/openid/id/76561190000000042"),
        ["id at a host that ends so"] = Claim("https://evil-steamcommunity.com/openid/id/76561190000000042"),
        ["id at a host below"] = Claim("https://evil.steamcommunity.com/openid/id/76561190000000042"),
        ["id at a host like it"] = Claim("https://steamcommunityXcom/openid/id/76561190000000042"),
        ["id behind another host"] = Claim("https://evil.example/https://steamcommunity.com/openid/id/76561190000000042"),
        ["id in another host's query"] = Claim("https://evil.example/?https://steamcommunity.com/openid/id/76561190000000042"),
        ["id with user info"] = Claim("https://steamcommunity.com@evil.example/openid/id/76561190000000042"),
        ["id with user info of its own"] = Claim("https://evil@steamcommunity.com/openid/id/76561190000000042"),
        ["id with a port"] = Claim("https://steamcommunity.com:443/openid/id/76561190000000042"),
        ["id at a host in capitals"] = Claim("https://STEAMCOMMUNITY.COM/openid/id/76561190000000042"),
        ["id at a path in capitals"] = Claim("https://steamcommunity.com/OpenID/id/76561190000000042"),
        ["id at another path"] = Claim("https://steamcommunity.com/id/76561190000000042"),
        ["id after a space"] = Claim(" https://steamcommunity.com/openid/id/76561190000000042"),
        ["id before a space"] = Claim("https://steamcommunity.com/openid/id/76561190000000042 "),
        ["id before a slash"] = Claim("https://steamcommunity.com/openid/id/76561190000000042/"),
        ["id before a line break"] = Claim("https://steamcommunity.com/openid/id/76561190000000042\n"),
        ["id before a query"] = Claim("https://steamcommunity.com/openid/id/76561190000000042?x"),
        ["id before a fragment"] = Claim("https://steamcommunity.com/openid/id/76561190000000042#x"),
        ["id with a digit more"] = Claim("https://steamcommunity.com/openid/id/765611900000000421"),
        ["id with a digit less"] = Claim("https://steamcommunity.com/openid/id/7656119000000004"),
        ["id of no account"] = Claim("https://steamcommunity.com/openid/id/10561190000000042"),
        ["id with a letter"] = Claim("https://steamcommunity.com/openid/id/7656119000000004x"),
        ["id in other digits"] = Claim("https://steamcommunity.com/openid/id/7656119000000004\u0662"),

        // Where it was asked for
        ["return_to missing"] = Lie(a => a.Fields.Remove("return_to")),
        ["return_to another host"] = ReturnTo(url => url.Replace("127.0.0.1", "evil.example", StringComparison.Ordinal)),
        ["return_to another port"] = ReturnTo(url => new UriBuilder(url) { Port = 1 }.Uri.AbsoluteUri),
        ["return_to another scheme"] = ReturnTo(url => "https" + url[4..]),
        ["return_to another path"] = ReturnTo(url => url.Replace("/signin-steam", "/signin-steam/", StringComparison.Ordinal)),
        ["return_to with more query than the request"] = ReturnTo(url => url + "&x=1"),
        ["return_to with less query than the request"] = ReturnTo(url => url[..url.IndexOf('?', StringComparison.Ordinal)]),
        ["return_to with a fragment"] = ReturnTo(url => url + "#x"),
        ["return_to with user info"] = ReturnTo(url => url.Replace("//", "//127.0.0.1@", StringComparison.Ordinal)),

        // What is signed
        ["op_endpoint unsigned"] = Unsigned("op_endpoint"),
        ["return_to unsigned"] = Unsigned("return_to"),
        ["response_nonce unsigned"] = Unsigned("response_nonce"),
        ["assoc_handle unsigned"] = Unsigned("assoc_handle"),
        ["claimed_id unsigned"] = Unsigned("claimed_id"),
        ["identity unsigned"] = Unsigned("identity"),
        ["nothing signed"] = Lie(a => a.Fields.Remove("signed")),
        ["signed names with spaces"] = Lie(a => a["signed"] = a["signed"].Replace(",", ", ", StringComparison.Ordinal)),
        ["signed names a field that isn't there"] = Lie(a => a["signed"] += ",sreg.email"),
        ["signed names an empty field"] = Lie(a => a["signed"] += ","),
        ["assoc_handle empty"] = Lie(a => a["assoc_handle"] = ""),
        ["signature missing"] = Tamper(a => a.Fields.Remove("sig"), SteamProvider.Yes),
        ["signature empty"] = Tamper(a => a["sig"] = "", SteamProvider.Yes),
        ["signature wrong"] = Tamper(a => a["sig"] = Convert.ToBase64String(new byte[32])),
        ["a signed field added"] = Tamper(a => { a["sreg.email"] = "x@example.org"; a["signed"] += ",sreg.email"; }),

        // When it was said, and how often
        ["nonce missing"] = Lie(a => a.Fields.Remove("response_nonce")),
        ["nonce too old"] = Nonce(time => Issued(time.AddMinutes(-5).AddSeconds(-1)) + "x"),
        ["nonce of the future"] = Nonce(time => Issued(time.AddMinutes(1).AddSeconds(1)) + "x"),
        ["nonce without a time"] = Nonce(_ => "abcdefghijklmnopqrstuvwxyz"),
        ["nonce too short"] = Nonce(time => Issued(time)[..^1]),
        ["nonce too long"] = Nonce(time => Issued(time) + new string('x', 236)),
        ["nonce with a space"] = Nonce(time => Issued(time) + "x y"),
        ["nonce with a letter beyond ASCII"] = Nonce(time => Issued(time) + "\u00e9"),
        ["nonce with an offset"] = Nonce(time => time.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture) + "x"),
        ["nonce with a small z"] = Nonce(time => Issued(time).ToLowerInvariant() + "x"),
        ["nonce with fractions"] = Nonce(time => time.ToString("yyyy-MM-dd'T'HH:mm:ss'.0Z'", CultureInfo.InvariantCulture) + "x"),
        ["nonce used before, in an answer to a fresh question"] = new(async a =>
        {
            a.Provider.ConfirmsTwice = true;
            var used = a.Approve();
            using (await a.BringAsync(used))
                a.Visitor = new();
            return await a.BringAsync(a.Provider.Approve(await a.AskAgainAsync(), lie => lie["response_nonce"] = used["response_nonce"]));
        }),
        ["the same answer again, in a browser that was put back"] = new(async a =>
        {
            a.Provider.ConfirmsTwice = true;
            var (answer, before) = (a.Approve(), a.Visitor.Copy());
            using (await a.BringAsync(answer))
                a.Visitor = before;
            return await a.BringAsync(answer);
        }),
        ["the same answer again, and the provider remembers"] = new(async a =>
        {
            var (answer, before) = (a.Approve(), a.Visitor.Copy());
            using (await a.BringAsync(answer))
                a.Visitor = before;
            return await a.BringAsync(answer);
        }),
        ["the same answer again, in the browser that it signed in"] = new(async a =>
        {
            a.Provider.ConfirmsTwice = true;
            var answer = a.Approve();
            using (await a.BringAsync(answer))
                a.Visitor.Cookies.Remove(".AspNetCore.External");
            return await a.BringAsync(answer);
        }),
        ["the same answer again, with a fresh state"] = new(async a =>
        {
            a.Provider.ConfirmsTwice = true;
            var answer = a.Approve();
            using (await a.BringAsync(answer))
                a.Visitor = new();
            answer.Address = a.Provider.Approve(await a.AskAgainAsync()).Address;
            return await a.BringAsync(answer);
        }),

        // What the provider says when asked
        ["provider says no"] = Reply(SteamProvider.Says($"ns:{SteamProvider.Version}\nis_valid:false\n")),
        ["provider says nothing"] = Reply(SteamProvider.Says("")),
        ["provider says only its version"] = Reply(SteamProvider.Says($"ns:{SteamProvider.Version}\n")),
        ["provider says another version"] = Reply(SteamProvider.Says("ns:http://openid.net/signon/1.1\nis_valid:true\n")),
        ["provider says yes in another key's value"] = Reply(SteamProvider.Says("is_valid:false\nfoo:is_valid:true\n")),
        ["provider says yes after a space"] = Reply(SteamProvider.Says(" is_valid:true\n")),
        ["provider says yes before a space"] = Reply(SteamProvider.Says("is_valid:true \n")),
        ["provider says yes behind the colon's space"] = Reply(SteamProvider.Says("is_valid: true\n")),
        ["provider says yes in capitals"] = Reply(SteamProvider.Says("is_valid:True\n")),
        ["provider says yes to another key"] = Reply(SteamProvider.Says("IS_VALID:true\n")),
        ["provider says yes with carriage returns"] = Reply(SteamProvider.Says("is_valid:true\r\n")),
        ["provider says yes without an end"] = Reply(SteamProvider.Says("is_valid:true")),
        ["provider says yes, then no"] = Reply(SteamProvider.Says("is_valid:true\nis_valid:false\n")),
        ["provider says no, then yes"] = Reply(SteamProvider.Says("is_valid:false\nis_valid:true\n")),
        ["provider says yes twice"] = Reply(SteamProvider.Says("is_valid:true\nis_valid:true\n")),
        ["provider says yes after a line without a colon"] = Reply(SteamProvider.Says("hello\nis_valid:true\n")),
        ["provider says yes after an empty line"] = Reply(SteamProvider.Says("\nis_valid:true\n")),
        ["provider says yes as a page"] = Reply(SteamProvider.Says("<p>is_valid:true</p>\n")),
        ["provider says yes as JSON"] = Reply(SteamProvider.Says("""{"is_valid":true}""")),
        ["provider says yes in too many words"] = Reply(SteamProvider.Says($"is_valid:true\nwords:{new string('x', 17 * 1024)}\n")),
        ["provider fails with a yes"] = Reply(SteamProvider.Says("is_valid:true\n", 500)),
        ["provider accepts with a yes"] = Reply(SteamProvider.Says("is_valid:true\n", 202)),
        ["provider fails"] = Reply(Answers.ServerFault),
        ["provider shows a page"] = Reply(Answers.Page(503)),
        ["provider breaks off"] = Reply(Answers.BreakOff(1000)),
        ["provider redirects to a yes"] = Reply(Redirect("/yes", 302)),
        ["provider redirects the question to a yes"] = Reply(Redirect("/yes", 307)),
        ["provider says yes too late"] = new(
            a =>
            {
                a.Provider.Misbehave(Late(SteamProvider.Yes));
                return a.BringAsync(a.Approve());
            },
            ShortPatience),
        ["provider begins a yes and ends it too late"] = new(
            a =>
            {
                a.Provider.Misbehave(async context =>
                {
                    await SteamProvider.Says("is_valid:true\n")(context);
                    await context.Response.Body.FlushAsync();
                    await Task.Delay(TooLong, context.RequestAborted);
                });
                return a.BringAsync(a.Approve());
            },
            ShortPatience),
        ["provider never says anything"] = new(
            a =>
            {
                a.Provider.Misbehave(Answers.Hang);
                return a.BringAsync(a.Approve());
            },
            ShortPatience),
    };

    private static SteamForgery Lie(Action<SteamAnswer> lie) => new(a => a.BringAsync(a.Approve(lie)));

    private static SteamForgery Claim(string claimedId) => Lie(a => a["claimed_id"] = a["identity"] = claimedId);

    private static SteamForgery Unsigned(string field) =>
        Lie(a => a["signed"] = string.Join(',', a["signed"].Split(',').Where(name => name != field)));

    /// <summary>Signed so, and yet brought to the address that was asked for.</summary>
    private static SteamForgery ReturnTo(Func<string, string> change) => Lie(a => a["return_to"] = change(a["return_to"]));

    private static SteamForgery Nonce(Func<DateTimeOffset, string> nonce) =>
        new(a => a.BringAsync(a.Approve(lie => lie["response_nonce"] = nonce(a.Host.Time.GetUtcNow()))));

    private static SteamForgery Tamper(Action<SteamAnswer> change, params Answer[] replies) => new(a =>
    {
        a.Provider.Misbehave(replies);
        var answer = a.Approve();
        change(answer);
        return a.BringAsync(answer);
    });

    private static SteamForgery Address(Func<string, string> change, params Answer[] replies) => new(a =>
    {
        a.Provider.Misbehave(replies);
        var honest = a.Approve().Url.AbsoluteUri;
        var changed = change(honest);
        Assert.NotEqual(honest, changed);
        return a.BringAsync(new Uri(changed));
    });

    /// <summary>Puts something else in place of the state and the ampersand after it.</summary>
    private static SteamForgery State(Func<string, string> change) => Address(url =>
    {
        var (start, end) = (url.IndexOf("state=", StringComparison.Ordinal), url.IndexOf('&', StringComparison.Ordinal));
        return url[..start] + change(url[(start + "state=".Length)..end]) + url[(end + 1)..];
    });

    private static SteamForgery Reply(Answer reply) => new(a =>
    {
        a.Provider.Misbehave(reply);
        return a.BringAsync(a.Approve());
    });

    private static Task<HttpResponseMessage> BringElsewhereAsync(SteamAttempt attempt, Visitor other)
    {
        var answer = attempt.Approve();
        attempt.Visitor = other;
        return attempt.BringAsync(answer);
    }

    private static string Issued(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Answer Redirect(string path, int status) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = path;
        return Task.CompletedTask;
    };

    private static Answer Late(Answer answer) => async context =>
    {
        await Task.Delay(TooLong, context.RequestAborted);
        await answer(context);
    };
}
