using System.Text.Json;
using System.Text.Json.Serialization;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Ballchasing.Contracts;

// A value of another kind than expected (a text where a number should be) reads as unknown: one odd member must not
// cost a whole match, and the stored payload keeps it for a better mapper.

/// <summary>A whole number, also when written <c>12.0</c>; a fraction or anything else is unknown.</summary>
internal sealed class LenientInt32 : JsonConverter<int?>
{
    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LenientDouble.ReadNumber(ref reader) is { } number && double.IsInteger(number) && Math.Abs(number) <= int.MaxValue
            ? (int)number
            : null;

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options)
    {
        if (value is { } number)
            writer.WriteNumberValue(number);
        else
            writer.WriteNullValue();
    }
}

/// <summary>A finite number; anything else is unknown.</summary>
internal sealed class LenientDouble : JsonConverter<double?>
{
    public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ReadNumber(ref reader);

    public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options)
    {
        if (value is { } number)
            writer.WriteNumberValue(number);
        else
            writer.WriteNullValue();
    }

    /// <summary>Reads the value the reader stands on, skipping what is no number.</summary>
    public static double? ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;
        reader.Skip();
        return null;
    }
}

/// <summary><c>true</c>, <c>false</c>, or unknown.</summary>
internal sealed class LenientBoolean : JsonConverter<bool?>
{
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True: return true;
            case JsonTokenType.False: return false;
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options)
    {
        if (value is { } flag)
            writer.WriteBooleanValue(flag);
        else
            writer.WriteNullValue();
    }
}

/// <summary>A text; a number is read as its digits, anything else is unknown.</summary>
internal sealed class LenientString : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String: return TextOf(ref reader);
            case JsonTokenType.Number: return JsonElement.ParseValue(ref reader).GetRawText();
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

    /// <summary>The text the reader stands on, or null when half a character or a NUL stands in it, which no database keeps as text.</summary>
    public static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>An RFC 3339 instant with its offset and any number of fraction digits, or unknown.</summary>
internal sealed class LenientDate : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return Rfc3339.TryRead(LenientString.TextOf(ref reader), out var date) ? date : null;
        }

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } date)
            writer.WriteStringValue(date);
        else
            writer.WriteNullValue();
    }
}
