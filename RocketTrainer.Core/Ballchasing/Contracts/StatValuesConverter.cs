using System.Text.Json;
using System.Text.Json.Serialization;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Ballchasing.Contracts;

/// <summary>
/// Reads a <c>stats</c> object into the rows of the <see cref="StatCatalog"/>: <c>{ "boost": { "bpm": 391 } }</c> is
/// <c>boost.bpm</c>. Members that the catalogue lacks are passed over.
/// </summary>
internal sealed class StatValuesConverter : JsonConverter<StatValues>
{
    public override StatValues? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var values = new StatValues();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var block = StatBlockMembers.Find(ref reader);
            reader.Read();
            if (block is null)
                reader.Skip();
            else
                block.Read(ref reader, values);
        }

        return values;
    }

    public override void Write(Utf8JsonWriter writer, StatValues value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Stats are only read.");
}

/// <summary>Reads group totals: four numbers beside the stat blocks.</summary>
internal sealed class GroupTotalsConverter : JsonConverter<GroupTotals>
{
    public override GroupTotals? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var totals = new GroupTotals();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            var block = StatBlockMembers.Find(ref reader);
            reader.Read();
            if (block is not null)
            {
                block.Read(ref reader, totals.Stats);
                continue;
            }

            var number = LenientDouble.ReadNumber(ref reader);
            switch (name)
            {
                case "games": totals.Games = number; break;
                case "wins": totals.Wins = number; break;
                case "win_percentage": totals.WinPercentage = number; break;
                case "play_duration": totals.PlayDuration = number; break;
            }
        }

        return totals;
    }

    public override void Write(Utf8JsonWriter writer, GroupTotals value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Group totals are only read.");
}

/// <summary>The members of one stat block and where each belongs in the catalogue.</summary>
internal sealed class StatBlockMembers
{
    private static readonly StatBlockMembers[] Blocks =
    [
        .. StatCatalog.All.Select((stat, ordinal) => (stat, ordinal)).GroupBy(x => x.stat.Block)
            .Select(block => new StatBlockMembers(block.Key,
                [.. block.Select(x => (JsonEncodedText.Encode(x.stat.Member), x.ordinal, x.stat.Type == StatType.Flag))])),
    ];

    private readonly StatBlock _block;
    private readonly JsonEncodedText _name;
    private readonly (JsonEncodedText Name, int Ordinal, bool Flag)[] _members;

    private StatBlockMembers(StatBlock block, (JsonEncodedText, int, bool)[] members)
    {
        _block = block;
        _name = JsonEncodedText.Encode(block.ToString().ToLowerInvariant());
        _members = members;
    }

    /// <summary>The block whose name the reader stands on, or null.</summary>
    public static StatBlockMembers? Find(ref Utf8JsonReader reader)
    {
        foreach (var block in Blocks)
        {
            if (reader.ValueTextEquals(block._name.EncodedUtf8Bytes))
                return block;
        }

        return null;
    }

    /// <summary>Reads the block's object, on whose first token the reader stands.</summary>
    public void Read(ref Utf8JsonReader reader, StatValues values)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        values.MarkGiven(_block);
        var expected = 0; // Ballchasing keeps the catalogue's order, so the next member is nearly always the one expected
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = IndexOf(ref reader, expected);
            reader.Read();
            if (index < 0)
            {
                reader.Skip();
                continue;
            }

            expected = index + 1;
            var member = _members[index];
            var isNull = reader.TokenType == JsonTokenType.Null;
            values[member.Ordinal] = reader.TokenType switch
            {
                JsonTokenType.True when member.Flag => 1,
                JsonTokenType.False when member.Flag => 0,
                _ => LenientDouble.ReadNumber(ref reader),
            };
            if (!isNull && values[member.Ordinal] is null)
                values.MarkOdd(member.Ordinal);
        }
    }

    private int IndexOf(ref Utf8JsonReader reader, int expected)
    {
        for (var i = 0; i < _members.Length; i++)
        {
            var index = (expected + i) % _members.Length;
            if (reader.ValueTextEquals(_members[index].Name.EncodedUtf8Bytes))
                return index;
        }

        return -1;
    }
}
