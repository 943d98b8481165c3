using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Evaluation.Office.Adoption;
using Evaluation.Office.Balances;
using Evaluation.Office.Firms;
using Evaluation.Office.Targets;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Ledger;

/// <summary>
/// The few things that concern a whole district: who is evaluated, under which rules, towards which targets, up to
/// which week.
/// </summary>
/// <param name="Founded">The founding; null before it.</param>
/// <param name="Editions">The adopted rulebooks.</param>
/// <param name="FirstClosed">The first closed week; null before it.</param>
/// <param name="LastClosed">The last closed week; null before the first.</param>
/// <param name="Sealings">The sealed bulletins in order, each without its record.</param>
/// <param name="CarriedOver">Claims left for later, by number, with the last week that did so.</param>
public sealed record DistrictFile(
    DistrictFounded? Founded, Roster Roster, Editions Editions, Week? FirstClosed, Week? LastClosed,
    ImmutableList<Sealing> Sealings, ImmutableSortedDictionary<string, Carried> CarriedOver)
{
    /// <summary>Nothing has happened.</summary>
    public static readonly DistrictFile Empty =
        new(
            null, Roster.Empty, Editions.None, null, null, [],
            ImmutableSortedDictionary.Create<string, Carried>(StringComparer.Ordinal));

    /// <summary>With which week the evaluation begins; null when it begins with the rules.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WeeksBegun? Begun { get; init; }

    /// <summary>The targets given, each with its document.</summary>
    public GivenTargets Given { get; init; } = GivenTargets.None;

    /// <summary>The targets given, in the form that the scorer reads.</summary>
    [JsonIgnore]
    public TargetAmounts Targets => Given.AsTargets();

    /// <summary>The issues that took the place of sealed bulletins, in order.</summary>
    public ImmutableList<Reissue> Reissues { get; init; } = [];

    /// <summary>The week whose bulletin is due next: after the last sealed one, else the first closed one.</summary>
    public Week? NextToSeal => Sealings.Count > 0 ? Sealings[^1].Week.Next : FirstClosed;

    /// <summary>
    /// The last day of the last week whose bulletin was sealed before one number decided; null for none.
    /// </summary>
    [JsonIgnore]
    public DateOnly? ExactThrough => Sealings.FindLast(sealing => !sealing.Rounds)?.Week.End;

    /// <summary>The adopted editions, compiled, and what of the past is counted as it was sealed.</summary>
    public RuleSet Compile() => Editions.Compile() with { ExactThrough = ExactThrough };

    /// <summary>The district after an event; null when the event does not concern the district as a whole.</summary>
    public DistrictFile? Evolve(object @event) => @event switch
    {
        DistrictFounded e => this with { Founded = e },
        UnitEntered or UnitRegrouped or UnitRenamed or UnitLeft or UnitsMerged or UnitSplit or LeaderAppointed
            or LeaderReleased =>
            this with { Roster = RosterFold.Evolve(Roster, @event) },
        RulebookAdopted => this with { Editions = Editions.Evolve(Editions, @event) },
        TargetsGiven => this with { Given = GivenTargets.Evolve(Given, @event) },
        WeeksBegun e => this with { Begun = e, Roster = Roster with { Begins = e.Week.Start } },
        FirmMerged e => this with
        {
            Roster = Roster with { Firms = MergedFirms.With(Roster.Firms, e.Enterprise, e.Into) },
        },
        FirmMergeUndone e => this with { Roster = Roster with { Firms = Roster.Firms?.Without(e.Enterprise) } },
        BalancesOpened e => this with { Roster = Roster with { Opening = e.ToOpening() } },
        WeekClosed e => this with { FirstClosed = FirstClosed ?? e.Week, LastClosed = e.Week },
        ClaimCarriedOver e => this with { CarriedOver = CarriedOver.SetItem(e.Claim, new Carried(e.Week, e.Reason)) },
        BulletinSealed e => this with
        {
            Sealings = Sealings.Add(new Sealing(e.Week, e.Number, e.Document, e.Position, e.SealedAt, e.Sha256)
            {
                Rounds = SealedRecord.SaysRounding(e.Record),
                Until = SealedRecord.Until(e.Record),
            }),
        },
        BulletinReissued e => this with
        {
            Reissues = Reissues.Add(new Reissue(e.Week, e.Issue, e.Position) { Until = SealedRecord.Until(e.Record) }),
        },
        _ => null,
    };
}

/// <summary>A claim left for later: by which week's bulletin, and why.</summary>
public sealed record Carried(Week Week, string Reason);

/// <summary>The outline of a sealed bulletin.</summary>
public sealed record Sealing(
    Week Week, int Number, string Document, long Position, DateTimeOffset SealedAt, string Sha256)
{
    /// <summary>Whether one number decided in the week; false for those sealed before that was the rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Rounds { get; init; }

    /// <summary>
    /// Until when it took in what units reported; null for those sealed before that was the rule, which took in
    /// everything until they were sealed.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Until { get; init; }
}

/// <summary>The outline of an issue that took the place of a sealed bulletin.</summary>
/// <param name="Issue">Its number, from 2.</param>
/// <param name="Position">The last event that it knows.</param>
public sealed record Reissue(Week Week, int Issue, long Position)
{
    /// <summary>Until when it took in what units reported; null for those sealed before that was kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Until { get; init; }
}
