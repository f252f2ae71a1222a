namespace RocketTrainer.Core.Accounts;

/// <summary>
/// For whom stored data is read. Whatever shows matches asks for one: there is no reading for nobody.
/// </summary>
public abstract record Viewer
{
    private Viewer()
    {
    }

    /// <summary>
    /// Somebody with an account: sees the matches he brought in, those that his proven accounts stand in, and those of
    /// players who show theirs to him.
    /// </summary>
    /// <param name="IsAdministrator">
    /// Sees and steers everybody's imports. Matches are no business of administration: there he is a person like any other.
    /// </param>
    public sealed record Person(Guid UserId, bool IsAdministrator = false) : Viewer;

    /// <summary>Somebody without an account who holds the link to a public profile: sees that player's matches.</summary>
    public sealed record Guest(Guid ProfileOf) : Viewer;
}
