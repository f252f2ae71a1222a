using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace RocketTrainer.Tests.Support;

/// <summary>An answer of the provider on its way back through the browser. What is changed after signing is a forgery.</summary>
public sealed class SteamAnswer(string address, IEnumerable<KeyValuePair<string, string>> fields)
{
    private const string Prefix = "openid.";

    /// <summary>Where the browser is sent.</summary>
    public string Address { get; set; } = address;

    /// <summary>The <c>openid.*</c> fields without that prefix.</summary>
    public Dictionary<string, string> Fields { get; } = new(fields, StringComparer.Ordinal);

    public string this[string field]
    {
        get => Fields[field];
        set => Fields[field] = value;
    }

    public Uri Url => new(QueryHelpers.AddQueryString(Address, Fields.Select(f => KeyValuePair.Create(Prefix + f.Key, (string?)f.Value))));

    /// <summary>The fields of a request, whatever else it holds.</summary>
    public static IEnumerable<KeyValuePair<string, string>> FieldsOf(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> parameters) =>
        parameters.Where(p => p.Key.StartsWith(Prefix, StringComparison.Ordinal)).Select(p => KeyValuePair.Create(p.Key[Prefix.Length..], p.Value.ToString()));

    /// <summary>Signs what <c>signed</c> names, in that order; a field that is absent counts as empty.</summary>
    public string Signature(byte[] secret)
    {
        var text = string.Concat(Fields.GetValueOrDefault("signed", "").Split(',').Select(name => $"{name}:{Fields.GetValueOrDefault(name)}\n"));
        return Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text)));
    }
}
