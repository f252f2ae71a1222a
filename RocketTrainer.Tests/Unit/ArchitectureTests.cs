using System.Reflection;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Unit;

/// <summary>The arrows between the projects run one way.</summary>
public sealed class ArchitectureTests
{
    private const BindingFlags Everything = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Fact]
    public void Core_KnowsNoWebServerNoJobEngineAndNoPage() =>
        Assert.DoesNotContain(typeof(Replay).Assembly.GetReferencedAssemblies(), a =>
            a.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || a.Name.StartsWith("Quartz", StringComparison.Ordinal)
            || a.Name.StartsWith("MudBlazor", StringComparison.Ordinal) || a.Name.StartsWith("RocketTrainer.Web", StringComparison.Ordinal));

    [Fact]
    public void Core_OnlyDataKnowsSqlite()
    {
        var strangers = typeof(Replay).Assembly.GetTypes()
            .Where(t => t.Namespace?.StartsWith("RocketTrainer.Core.Data", StringComparison.Ordinal) == false)
            .SelectMany(t => t.GetFields(Everything).Select(f => f.FieldType)
                .Concat(t.GetMethods(Everything).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType))))
            .Where(t => t.FullName?.Contains("Sqlite", StringComparison.Ordinal) == true);
        Assert.Empty(strangers);
    }
}
