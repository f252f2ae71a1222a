using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace RocketTrainer.Web.Auth.Steam;

/// <summary>
/// Steam as OpenID 2.0 provider, without an association: each answer is verified by asking Steam. Whatever is odd about
/// an answer refuses it; the log says why, the browser doesn't.
/// </summary>
public sealed partial class SteamAuthenticationHandler(
    IOptionsMonitor<SteamAuthenticationOptions> options, ILoggerFactory logger, UrlEncoder encoder, ISteamNonces nonces)
    : RemoteAuthenticationHandler<SteamAuthenticationOptions>(options, logger, encoder)
{
    private const string CallbackItem = ".callback";

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (string.IsNullOrEmpty(properties.RedirectUri))
            properties.RedirectUri = OriginalPathBase + OriginalPath + Request.QueryString;

        if (AddressOf(Options.CallbackPath) is not { } callback)
        {
            LogNowhere(Logger, Request.Host.Value);
            Response.Redirect($"{OriginalPathBase}/sign-in?error=address");
            return Task.CompletedTask;
        }

        properties.Items[CallbackItem] = callback;
        GenerateCorrelationId(properties);
        Response.Redirect(QueryHelpers.AddQueryString(Options.AuthenticationEndpoint.AbsoluteUri, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["openid.ns"] = OpenId.Namespace,
            ["openid.mode"] = "checkid_setup",
            ["openid.claimed_id"] = OpenId.AnyAccount,
            ["openid.identity"] = OpenId.AnyAccount,
            ["openid.return_to"] = ReturnTo(callback, Options.StateDataFormat.Protect(properties)),
            ["openid.realm"] = Origin + "/",
        }));
        return Task.CompletedTask;
    }

    /// <summary>Where this app is, as far as that is to be believed; see <see cref="SteamAuthenticationOptions.Origin"/>.</summary>
    private string? Origin => Options.Origin?.GetLeftPart(UriPartial.Authority)
        ?? (IsThisMachine(Request.Host.Host) ? $"{Request.Scheme}://{Request.Host}" : null);

    private string? AddressOf(PathString path) => Origin is { } origin ? origin + OriginalPathBase + path : null;

    private static bool IsThisMachine(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        try
        {
            return await ReadAnswerAsync();
        }
        catch (Exception failure) when (!Context.RequestAborted.IsCancellationRequested)
        {
            LogBroken(Logger, failure);
            return HandleRequestResult.Fail("The sign-in broke off.");
        }
    }

    private async Task<HandleRequestResult> ReadAnswerAsync()
    {
        if (!HttpMethods.IsGet(Request.Method))
            return Refuse("it didn't come by GET");
        if (OpenIdAnswer.Read(Request.QueryString) is not { } answer)
            return Refuse("a parameter is there twice or holds a control character");
        if (Options.StateDataFormat.Unprotect(answer.State) is not { } properties)
            return Refuse("its state isn't ours");
        if (!ValidateCorrelationId(properties))
            return Refuse("another browser asked for it");
        if (!properties.Items.Remove(CallbackItem, out var callback) || callback is null || callback != AddressOf(OriginalPath))
            return Refuse("it was asked for at another address");
        if (answer["ns"] != OpenId.Namespace)
            return Refuse("it isn't OpenID 2.0");

        return answer["mode"] switch
        {
            "id_res" => await SignInAsync(answer, ReturnTo(callback, answer.State!), properties),
            "cancel" => await CancelAsync(properties),
            "setup_needed" or "error" => Refuse("the provider couldn't tell who it is"),
            _ => Refuse("its mode is unknown"),
        };
    }

    private async Task<HandleRequestResult> SignInAsync(OpenIdAnswer answer, string returnTo, AuthenticationProperties properties)
    {
        var endpoint = Options.AuthenticationEndpoint;
        if (SteamAssertion.Read(answer, endpoint.AbsoluteUri, returnTo, TimeProvider.GetUtcNow(), out var refusal) is not { } assertion)
            return Refuse(refusal);
        if (await OpenIdVerification.RefusalAsync(Options.Backchannel, endpoint, answer, Context.RequestAborted) is { } doubt)
            return Refuse(doubt);

        // Not before the provider has confirmed the answer: else anybody could fill the memory, or use up somebody's nonce.
        if (!await nonces.TryUseAsync(assertion.Nonce, assertion.NonceExpiresAt, Context.RequestAborted))
            return Refuse("it was used before");

        var persona = await FindPersonaAsync(assertion.SteamId);
        var identity = new ClaimsIdentity(Scheme.Name);
        Add(ClaimTypes.NameIdentifier, assertion.ClaimedId);
        Add(ClaimTypes.Name, persona?.Name);
        Add(SteamClaimTypes.Avatar, persona?.Avatar);
        return HandleRequestResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name));

        void Add(string type, string? value)
        {
            if (value is not null)
                identity.AddClaim(new Claim(type, value, ClaimValueTypes.String, ClaimsIssuer));
        }
    }

    private async Task<SteamPersona?> FindPersonaAsync(string steamId)
    {
        if (string.IsNullOrEmpty(Options.ApplicationKey))
            return null;

        var address = QueryHelpers.AddQueryString(Options.UserInformationEndpoint, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["key"] = Options.ApplicationKey,
            ["steamids"] = steamId,
        });
        string trouble;
        try
        {
            using var reply = await Options.Backchannel.GetAsync(new Uri(address), Context.RequestAborted);
            if (reply.StatusCode == HttpStatusCode.OK)
                return SteamPersona.Read(await reply.Content.ReadAsByteArrayAsync(Context.RequestAborted), steamId);
            trouble = $"it answered {(int)reply.StatusCode}";
        }
        catch (HttpRequestException failure)
        {
            trouble = $"it couldn't be asked ({failure.HttpRequestError})"; // a message might quote the address, and with it the key
        }
        catch (OperationCanceledException) when (!Context.RequestAborted.IsCancellationRequested)
        {
            trouble = "it didn't answer in time";
        }
        catch (JsonException)
        {
            trouble = "its answer couldn't be read";
        }

        LogNoPersona(Logger, trouble);
        return null;
    }

    private async Task<HandleRequestResult> CancelAsync(AuthenticationProperties properties)
    {
        LogCancelled(Logger);
        var result = await HandleAccessDeniedErrorAsync(properties);
        return result.None ? HandleRequestResult.Fail("The sign-in was cancelled.") : result;
    }

    /// <summary>The reason goes to the log alone, so that no handler of the failure can show it.</summary>
    private HandleRequestResult Refuse(string reason)
    {
        LogRefused(Logger, reason);
        return HandleRequestResult.Fail("The answer was refused.");
    }

    /// <summary>The state is the whole query, so an answer whose return_to equals this has the query that the specification asks for (section 11.1).</summary>
    private static string ReturnTo(string callback, string state) => QueryHelpers.AddQueryString(callback, OpenIdAnswer.StateName, state);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody can sign in at {Host}: this app only knows its addresses on this machine. Set PublicUrl")]
    private static partial void LogNowhere(ILogger logger, string? host);

    [LoggerMessage(Level = LogLevel.Information, Message = "An answer of Steam was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A sign-in at Steam broke off")]
    private static partial void LogBroken(ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "A sign-in at Steam was cancelled")]
    private static partial void LogCancelled(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Steam's summary of an account is missing: {Reason}")]
    private static partial void LogNoPersona(ILogger logger, string reason);
}
