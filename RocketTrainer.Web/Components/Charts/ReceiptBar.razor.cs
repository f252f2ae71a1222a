using System.Globalization;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Web.Components.Charts;

/// <summary>One stacked bar: what became of everything that an import listed.</summary>
public sealed partial class ReceiptBar
{
    // Four of four thousand must still be seen.
    private const double Least = 0.012;

    private readonly string _prefix = "receipt-" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    [Parameter, EditorRequired]
    public required ImportReceipt Receipt { get; set; }

    /// <summary>Leaves the legend out; the text alternative still has every count.</summary>
    [Parameter]
    public bool Compact { get; set; }

    private string Spoken => Receipt.Listed == 0
        ? "Nothing listed yet"
        : $"{StatFormat.Count(Receipt.Listed)} listed: {string.Join(", ", Parts.Select(p => p.Spoken))}";

    private IReadOnlyList<Part> Parts =>
    [
        new("imported", "Imported", Receipt.Imported, Always: true),
        new("duplicate", "Known", Receipt.Duplicates, Always: true),
        new("skipped", "Skipped", Receipt.Skipped),
        new("pending", "Pending there", Receipt.Pending),
        new("failed", "Failed", Receipt.Failed, Always: true),
        new("remaining", "Remaining", Receipt.Remaining),
    ];

    private IEnumerable<LaidPart> Laid
    {
        get
        {
            var shown = Parts.Where(p => p.Count > 0).ToList();
            var sum = shown.Sum(Weight);
            var from = 0d;
            foreach (var part in shown)
            {
                var share = Weight(part) / sum;
                yield return new LaidPart(part.Name, from, share, part.Spoken);
                from += share;
            }
        }
    }

    private double Weight(Part part) => Math.Max((double)part.Count / Math.Max(1, Receipt.Listed), Least);

    private string Id(string name) => $"{_prefix}-{name}";

    // Imported and remaining are plain and take their colour from the style sheet.
    private string? Fill(string name) => name is "imported" or "remaining" ? null : $"url(#{Id(name)})";

    private sealed record Part(string Name, string Label, int Count, bool Always = false)
    {
        public string Spoken => $"{StatFormat.Count(Count)} {(Name == "duplicate" ? "known already" : Label.ToLowerInvariant())}";
    }

    private sealed record LaidPart(string Name, double From, double Share, string Spoken);
}
