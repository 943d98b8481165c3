using System.Collections.Concurrent;
using Evaluation.Core.Rules;

namespace Evaluation.Server.Ledger;

/// <summary>Compiled rulebooks, kept by the hashes of their texts: adopted texts never change.</summary>
public sealed class RuleSets
{
    private readonly ConcurrentDictionary<string, RuleSet> compiled = new(StringComparer.Ordinal);

    /// <summary>The compiled editions of a district.</summary>
    public RuleSet Of(Editions editions) =>
        compiled.GetOrAdd(
            string.Join('|', editions.Adopted.Select(edition => edition.Sha256)), _ => editions.Compile());
}
