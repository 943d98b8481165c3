using System.Collections.Concurrent;
using Evaluation.Office.Adoption;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Rules;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Adoption;

/// <summary>Compiled rulebooks, kept by the hashes of their texts: adopted texts never change.</summary>
public sealed class RuleSets
{
    private readonly ConcurrentDictionary<string, RuleSet> compiled = new(StringComparer.Ordinal);

    /// <summary>The compiled editions of a district.</summary>
    public RuleSet Of(Editions editions) =>
        compiled.GetOrAdd(KeyOf(editions), _ => editions.Compile());

    /// <summary>Those of the district of a session, as adopted now.</summary>
    public async Task<RuleSet> OfAsync(IQuerySession session, CancellationToken ct) =>
        Of(await session.StateAsync<Editions>(Editions.Stream, ct) ?? Editions.None);

    /// <summary>The same for counting: what of the past is counted as it was sealed goes with them.</summary>
    public RuleSet Of(DistrictFile file) => Of(file, file.ExactThrough);

    /// <summary>The same for a district as known earlier.</summary>
    /// <param name="file">As known then.</param>
    /// <param name="exactThrough">What is counted as it was sealed, as is known now.</param>
    public RuleSet Of(DistrictFile file, DateOnly? exactThrough) => exactThrough is not { } through
        ? Of(file.Editions)
        : compiled.GetOrAdd(
            $"{through:O}|{KeyOf(file.Editions)}", _ => Of(file.Editions) with { ExactThrough = through });

    private static string KeyOf(Editions editions) =>
        string.Join('|', editions.Adopted.Select(edition => edition.Sha256));
}
