using Evaluation.Server.Tests;
using Evaluation.Server.Tests.Chain;
using Evaluation.Server.Tests.Cli;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Evaluation.Server.Tests;

/// <summary>Starts the classes that take longest first, so that none of them runs alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        nameof(Web.SharedTown), $".{nameof(SeedYearTests)} ", $".{nameof(CrashTests)} ", $".{nameof(WritingTests)} ",
        $".{nameof(SimulationTests)} ", $".{nameof(GateTests)} ", $".{nameof(SealRaceTests)} ",
        $".{nameof(RebuildTests)} ", $".{nameof(GateVerbTests)} ",
    ];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [
            .. testCollections.OrderBy(collection => Place(collection.TestCollectionDisplayName))
                .ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal),
        ];

    private static int Place(string collection)
    {
        var found = Array.FindIndex(Long, name => collection.Contains(name, StringComparison.Ordinal));
        return found < 0 ? Long.Length : found;
    }
}
