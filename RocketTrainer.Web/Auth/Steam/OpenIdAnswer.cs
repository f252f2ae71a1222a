using Microsoft.AspNetCore.WebUtilities;

namespace RocketTrainer.Web.Auth.Steam;

/// <summary>
/// What the provider sent back by way of the browser: the <c>openid.*</c> parameters, named without that prefix, and our
/// state. Names are compared ordinally, as the provider does, so that both read the same answer.
/// </summary>
internal sealed class OpenIdAnswer
{
    public const string StateName = "state";

    private const string Prefix = "openid.";

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    private OpenIdAnswer()
    {
    }

    public string? State { get; private set; }

    public string? this[string field] => _fields.GetValueOrDefault(field);

    /// <summary>
    /// Null when a parameter is there twice, since each side might read another one, or holds a control character: a line
    /// break in one field could pass for the next field of the signed text.
    /// </summary>
    public static OpenIdAnswer? Read(QueryString query)
    {
        var answer = new OpenIdAnswer();
        foreach (var parameter in new QueryStringEnumerable(query.Value))
        {
            var (name, value) = (parameter.DecodeName().ToString(), parameter.DecodeValue().ToString());
            if (!answer.TryTake(name, value))
                return null;
        }

        return answer;
    }

    /// <summary>The question whether the provider sent this (section 11.4.2.1): everything as it came, but for the mode.</summary>
    public FormUrlEncodedContent ToVerification() =>
        new(_fields.Select(f => KeyValuePair.Create(Prefix + f.Key, f.Key == "mode" ? "check_authentication" : f.Value)));

    private bool TryTake(string name, string value)
    {
        if (name == StateName)
        {
            var first = State is null;
            State = value;
            return first;
        }

        return !name.StartsWith(Prefix, StringComparison.Ordinal)
            || (!name.Any(char.IsControl) && !value.Any(char.IsControl) && _fields.TryAdd(name[Prefix.Length..], value));
    }
}
