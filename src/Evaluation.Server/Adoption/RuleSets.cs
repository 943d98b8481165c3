using System.Collections.Concurrent;
using Evaluation.Office.Adoption;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Server.Adoption;

/// <summary>Compiled rulebooks, kept by the hashes of their texts: adopted texts never change.</summary>
public sealed class RuleSets
{
    private readonly ConcurrentDictionary<string, RuleSet> compiled = new(StringComparer.Ordinal);

    /// <summary>The compiled editions of a district.</summary>
    public RuleSet Of(Editions editions) =>
        compiled.GetOrAdd(
            string.Join('|', editions.Adopted.Select(edition => edition.Sha256)), _ => editions.Compile());
}
