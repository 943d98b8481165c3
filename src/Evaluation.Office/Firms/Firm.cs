using System.Collections.Immutable;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Firms;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>A firm is on file. Stream `enterprise/{id}`.</summary>
/// <param name="Enterprise">The firm's short name in the district's file.</param>
/// <param name="Name">The registered name.</param>
/// <param name="CreditCode">Unified social credit code; null for a firm that has none yet.</param>
/// <param name="Industry">The industry in the office's words.</param>
/// <param name="ChainLeader">Whether it leads a chain (链主企业).</param>
[StoredAs("enterprise.filed.v1")]
public sealed record FirmFiled(
    string Enterprise, string Name, string? CreditCode, string Industry, bool ChainLeader);

/// <summary>The firm is also known under another name.</summary>
[StoredAs("enterprise.alias.added.v1")]
public sealed record AliasAdded(string Enterprise, string Alias);

/// <summary>
/// A name or credit code now belongs to a firm, and to no other. Stream `firm-name/{key}`: its own short stream,
/// so that two clerks who file one firm at the same moment meet in it.
/// </summary>
[StoredAs("enterprise.name.taken.v1")]
public sealed record NameTaken(string Key, string Enterprise)
{
    /// <summary>The stream in which a firm's name or code is taken.</summary>
    public static string StreamOf(string key) => $"firm-name/{key}";

    /// <summary>The streams in which a name may be taken: one, or for few names that of the earlier form too.</summary>
    public static IReadOnlyList<string> StreamsOf(string name) =>
        (Firm.Key(name), Firm.EarlierKey(name)) is var (key, earlier) && key == earlier
            ? [StreamOf(key)]
            : [StreamOf(Firm.Key(name)), StreamOf(Firm.EarlierKey(name))];
}

/// <summary>A firm (企业).</summary>
public sealed record Firm(
    string Id, string Name, string? CreditCode, string Industry, bool ChainLeader, ImmutableList<string> Aliases)
{
    /// <summary>The stream of a firm.</summary>
    public static string StreamOf(string id) => $"enterprise/{id}";

    /// <summary>The firm after an event of its stream.</summary>
    public static Firm Evolve(Firm? firm, object @event) => @event switch
    {
        FirmFiled e => new Firm(e.Enterprise, e.Name, e.CreditCode, e.Industry, e.ChainLeader, []),
        AliasAdded e => firm! with { Aliases = firm.Aliases.Add(e.Alias) },
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
