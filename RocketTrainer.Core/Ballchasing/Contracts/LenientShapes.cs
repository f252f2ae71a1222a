using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RocketTrainer.Core.Ballchasing.Contracts;

/// <summary>
/// How every reply is read. As with single values, an object or list of another kind than expected reads as unknown, and
/// an item of a list that isn't what it should be is passed over, so that it costs itself and not the whole reply.
/// </summary>
internal static class LenientJson
{
    private static readonly JsonSerializerOptions Options = new(BallchasingJson.Default.Options)
    {
        TypeInfoResolver = BallchasingJson.Default.WithAddedModifier(ReadOddShapesAsUnknown),
    };

    /// <summary>The contract's reader and writer.</summary>
    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static void ReadOddShapesAsUnknown(JsonTypeInfo contract)
    {
        foreach (var property in contract.Properties)
        {
            var type = property.PropertyType;
            if (contract.Options.Converters.Any(c => c.CanConvert(type)))
                continue;
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
                property.CustomConverter = Converter(typeof(LenientList<>), type.GetGenericArguments()[0]);
            else if (type.IsClass)
                property.CustomConverter = Converter(typeof(LenientObject<>), type);
        }
    }

    private static JsonConverter Converter(Type converter, Type of) => (JsonConverter)Activator.CreateInstance(converter.MakeGenericType(of))!;
}

/// <summary>An object, or unknown.</summary>
internal sealed class LenientObject<T> : JsonConverter<T>
    where T : class
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
            return ((JsonConverter<T>)options.GetTypeInfo(typeof(T)).Converter).Read(ref reader, typeof(T), options);
        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Only flat contracts are sent.");
}

/// <summary>The items that are what they should be, or unknown when it is no list.</summary>
internal sealed class LenientList<T> : JsonConverter<IReadOnlyList<T>>
    where T : class
{
    private static readonly JsonConverter<T> Item = typeof(T) == typeof(string) ? (JsonConverter<T>)(object)new LenientString() : new LenientObject<T>();

    public override IReadOnlyList<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Item.Read(ref reader, typeof(T), options) is { } item)
                items.Add(item);
        }

        return items;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Only flat contracts are sent.");
}
