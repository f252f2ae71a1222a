using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>Somebody about to bring an answer: their browser, and the question that it was sent to the provider with.</summary>
internal sealed class SteamAttempt(SteamSignInHost host, Visitor visitor, Uri question)
{
    public SteamSignInHost Host { get; } = host;

    public SteamProvider Provider => Host.Provider;

    /// <summary>Who must not be signed in afterwards.</summary>
    public Visitor Visitor { get; set; } = visitor;

    public Uri Question { get; } = question;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public SteamAnswer Approve(Action<SteamAnswer>? lie = null) => Provider.Approve(Question, lie);

    public Task<HttpResponseMessage> BringAsync(SteamAnswer answer) => BringAsync(answer.Url);

    public Task<HttpResponseMessage> BringAsync(Uri address) => Visitor.SendAsync(HttpMethod.Get, address, Cancel);

    public Task<Uri> AskAgainAsync() => Host.ChallengeAsync(Visitor, Cancel);
}

/// <summary>One way to be signed in as somebody else, or without the provider's word.</summary>
/// <param name="Patience">How long the app waits for the provider.</param>
internal sealed record SteamForgery(Func<SteamAttempt, Task<HttpResponseMessage>> Bring, TimeSpan? Patience = null);
