using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Firms;

/// <summary>A registered name that a firm had, and the first day of the one that followed it.</summary>
public sealed record FormerName(string Name, DateOnly Until);

/// <summary>A firm (企业).</summary>
/// <param name="Id">Its short name in the district's file, which never changes.</param>
/// <param name="Name">The registered name.</param>
/// <param name="CreditCode">Unified social credit code; null for none.</param>
/// <param name="Industry">The industry in the office's words.</param>
/// <param name="ChainLeader">Whether it leads a chain.</param>
/// <param name="Aliases">Further names, the former ones among them.</param>
public sealed record Firm(
    string Id, string Name, string? CreditCode, string Industry, bool ChainLeader, ImmutableList<string> Aliases)
{
    /// <summary>The filing, by which the same one again is known.</summary>
    [JsonIgnore]
    public FirmFiled? Filed { get; private init; }

    /// <summary>The registered names that it had, in order of time.</summary>
    public ImmutableList<FormerName> FormerNames { get; private init; } = [];

    /// <summary>The file of the same firm into which this one was taken; null for none.</summary>
    public string? MergedInto { get; private init; }

    /// <summary>The stream of a firm.</summary>
    public static string StreamOf(string id) => $"enterprise/{id}";

    /// <summary>The firm after an event of its stream.</summary>
    public static Firm Evolve(Firm? firm, object @event) => @event switch
    {
        FirmFiled e => new Firm(e.Enterprise, e.Name, e.CreditCode, e.Industry, e.ChainLeader, []) { Filed = e },
        AliasAdded e => firm! with { Aliases = firm.Aliases.Add(e.Alias) },
        FirmRenamed e => firm! with
        {
            Name = e.Name,
            Aliases = firm.Aliases.RemoveAll(alias => Sameness.Equal(alias, e.Name)).Add(firm.Name),
            FormerNames = firm.FormerNames.Add(new FormerName(firm.Name, e.From)),
        },
        FirmCodeCorrected e => firm! with { CreditCode = e.CreditCode },
        FirmMerged e => firm! with { MergedInto = e.Into },
        FirmMergeUndone => firm! with { MergedInto = null },
        _ => throw new InvalidOperationException($"{@event.GetType().Name} does not belong to an enterprise."),
    };

    /// <summary>
    /// The form in which names are compared (<see cref="Sameness"/>), written with full-width brackets, as the streams
    /// of taken names have it.
    /// </summary>
    public static string Key(string name) => Sameness.Of(name).Replace('(', '（').Replace(')', '）');

    /// <summary>
    /// The form under which a name was taken before <see cref="Sameness"/> was the rule: no spaces, full-width
    /// brackets, upper case. What was taken so stays taken.
    /// </summary>
    public static string EarlierKey(string name) =>
        new(name.Where(letter => !char.IsWhiteSpace(letter))
            .Select(letter => letter switch { '(' => '（', ')' => '）', _ => char.ToUpperInvariant(letter) })
            .ToArray());
}
