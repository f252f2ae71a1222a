using System.Collections;
using System.Reflection;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace RocketTrainer.Benchmarks;

/// <summary>
/// What each kind of component of a circuit holds in its two render trees. Blazor doesn't tell, so its private fields are
/// read: another version of it may call them otherwise.
/// </summary>
internal sealed class CircuitWeights : CircuitHandler
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
    private const int BytesPerFrame = 40;

    private static Circuit? _last;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _last = circuit;
        return Task.CompletedTask;
    }

    /// <summary>Of the circuit that was opened last: a kind of component, how many there are, their frames, the bytes that both trees hold.</summary>
    public static IEnumerable<(string Name, int Count, int Frames, long Bytes)> Last()
    {
        var renderer = Of(Of(_last!, "_circuitHost")!, "Renderer")!;
        var states = (IDictionary)Of(renderer, "_componentStateById")!;
        return states.Values.Cast<object>()
            .Select(state => (Name: Short(Of(state, "Component")!.GetType()), Trees: new[] { Of(state, "CurrentRenderTree"), Of(state, "_nextRenderTree") }))
            .GroupBy(c => c.Name, StringComparer.Ordinal)
            .Select(g => (g.Key, g.Count(), g.Sum(c => Used(c.Trees[0])), g.Sum(c => c.Trees.Sum(Held))))
            .OrderByDescending(w => w.Item4);
    }

    private static string Short(Type type) => type.IsGenericType ? $"{type.Name}<{string.Join(",", type.GetGenericArguments().Select(a => a.Name))}>" : type.Name;

    private static int Used(object? tree) => tree is null ? 0 : (int)Of(Of(tree, "_entries")!, "_itemsInUse")!;

    private static long Held(object? tree) => tree is null ? 0 : ((Array)Of(Of(tree, "_entries")!, "_items")!).LongLength * BytesPerFrame;

    private static object? Of(object owner, string name)
    {
        for (var type = owner.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetField(name, Hidden) is { } field)
                return field.GetValue(owner);
            if (type.GetProperty(name, Hidden) is { } property)
                return property.GetValue(owner);
        }

        throw new InvalidOperationException($"{owner.GetType()} has no {name} any more.");
    }
}
