using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Ledger;

/// <summary>A district as known at a position of the event log: the input of every score.</summary>
/// <param name="Position">The last event known.</param>
/// <param name="District">Roster, rules, weeks.</param>
/// <param name="Entries">What counts.</param>
/// <param name="Claims">All claims, decided or not.</param>
/// <param name="Names">Names of firms and projects by short name.</param>
public sealed record Snapshot(
    long Position, DistrictFile District, IReadOnlyList<LedgerEntry> Entries,
    IReadOnlyList<Evaluation.Office.Claims.Claim> Claims,
    IReadOnlyDictionary<string, string> Names)
{
    /// <summary>What counted once and no longer does; empty where nobody compares it with the board.</summary>
    public IReadOnlyList<LedgerEntry> Ended { get; init; } = [];

    /// <summary>What counts and was left out, because it belongs to a later bulletin (<see cref="Intake"/>).</summary>
    public IReadOnlyList<LedgerEntry> Left { get; init; } = [];

    /// <summary>The last day of which something is known; null for every day.</summary>
    public DateOnly? Through { get; init; }

    /// <summary>The last day through which duties are judged; null while none are.</summary>
    public DateOnly? Judged => District.LastClosed?.End is { } closed && Through < closed ? Through
        : District.LastClosed?.End;

    /// <summary>
    /// The district without what happened after a day, as a bulletin about a period sees it that ends on the day.
    /// </summary>
    public Snapshot SeenThrough(DateOnly day) => this with
    {
        Entries = [.. Entries.Where(entry => entry.OccurredOn <= day)],
        Through = day,
    };

    /// <summary>Scores every unit that is on the roster or in the ledger, in protocol order.</summary>
    public IReadOnlyList<UnitScore> Score(RuleSet rules)
    {
        var facts = Entries.ToLookup(entry => entry.Unit, entry => entry.ToFact(), StringComparer.Ordinal);
        var units = District.Roster.Terms.Select(term => term.Unit)
            .Concat(facts.Select(unit => unit.Key).Order(StringComparer.Ordinal))
            .Distinct(StringComparer.Ordinal).ToList();
        return Scorer.ScoreAll(units, facts, rules, District.Roster, Judged, District.Targets);
    }

    /// <summary>Ranks every group in a week; no rulebook in force gives none.</summary>
    public IReadOnlyList<GroupRanking> Rank(RuleSet rules, IReadOnlyList<UnitScore> scores, Week week) =>
        !(week.End < District.Roster.Begins) && Frame(rules, week) is { } edition
            ? Ranker.Rank(week, scores, District.Roster, edition, District.Targets)
            : [];

    /// <summary>
    /// The edition that frames a week's ranking and bulletin: the one in force on the week's last day, else on its
    /// first. Of a week that was sealed before one number decided it says so.
    /// </summary>
    public static Rulebook? Frame(RuleSet rules, Week week) =>
        (rules.On(week.End) ?? rules.On(week.Start)) is not { } edition ? null
        : rules.RankingOn(edition, week.End) is { ByExact: true } ranking ? edition with { Ranking = ranking }
        : edition;
}
