using System.Text;

namespace RocketTrainer.Tests.Support;

/// <summary>Reads CSV as RFC 4180 has it, without the product's library.</summary>
public static class Csv
{
    /// <summary>The rows, by column name.</summary>
    public static List<Dictionary<string, string>> Read(string text)
    {
        var records = Records(text);
        return [.. records.Skip(1).Select(fields => records[0].Zip(fields, KeyValuePair.Create).ToDictionary(StringComparer.Ordinal))];
    }

    private static List<List<string>> Records(string text)
    {
        List<List<string>> records = [[]];
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"' when quoted && i + 1 < text.Length && text[i + 1] == '"':
                    field.Append('"');
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    EndField();
                    break;
                case '\n' when !quoted:
                    EndField();
                    records.Add([]);
                    break;
                case '\r' when !quoted:
                    break;
                default:
                    field.Append(text[i]);
                    break;
            }
        }

        Assert.Empty(records[^1]); // the last line ends like the others
        records.RemoveAt(records.Count - 1);
        Assert.All(records, r => Assert.Equal(records[0].Count, r.Count));
        return records;

        void EndField()
        {
            records[^1].Add(field.ToString());
            field.Clear();
        }
    }
}
