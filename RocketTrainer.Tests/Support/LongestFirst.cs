using RocketTrainer.Tests.EndToEnd;
using RocketTrainer.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace RocketTrainer.Tests.Support;

/// <summary>Begins with the classes that take minutes, so that the run doesn't end with one of them alone; the others in an order of their own each time.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly Type[] Long = [typeof(EveryPageTests), typeof(SeveralNodesTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. DefaultTestCollectionOrderer.Instance.OrderTestCollections(testCollections).OrderByDescending(c => Array.Exists(Long, type => c.TestCollectionDisplayName.Contains(type.FullName!, StringComparison.Ordinal)))];
}
