using System.Collections.Immutable;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Weeks;

/// <summary>
/// What was done about a week's bulletin, stream `week/{first day}`; or about a period's, stream `period/{name}`.
/// </summary>
/// <param name="CarriedOver">Claims left for later, with the reason.</param>
/// <param name="Sealed">The sealing; null while there is none.</param>
public sealed record WeekFile(ImmutableSortedDictionary<string, string> CarriedOver, BulletinSealed? Sealed)
{
    /// <summary>The last confirmation of the draft; null while there is none.</summary>
    public WeekConfirmed? Confirmed { get; init; }

    /// <summary>What the committee waived, in order.</summary>
    public ImmutableList<WeekWaived> Waivers { get; init; } = [];

    /// <summary>Nothing done.</summary>
    public static readonly WeekFile Empty = new(
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), null);

    /// <summary>The period; null for a week.</summary>
    public NamedPeriod? Period { get; init; }

    /// <summary>What the bulletin is about; null before it was sealed.</summary>
    public Term? Term => Sealed is { } issue ? new Term(issue.Week, Period) : null;

    /// <summary>The stream of a week.</summary>
    public static string StreamOf(Week week) => new Term(week).Stream;

    /// <summary>The issues that took the place of the first one, in order.</summary>
    public ImmutableList<BulletinReissued> Reissues { get; init; } = [];

    /// <summary>The proposed new issue that nobody has approved or dropped yet; null for none.</summary>
    public ReissueProposed? Proposal { get; init; }

    /// <summary>The number of the issue in force; 0 before the first.</summary>
    public int LastIssue => Sealed is null ? 0 : Reissues.Count + 1;

    /// <summary>The issue in force in the shape of a sealing; null before the first.</summary>
    public BulletinSealed? InForce => Reissues.IsEmpty || Sealed is null ? Sealed : Issue(LastIssue);

    /// <summary>All issues in the shape of sealings, the first one first.</summary>
    public IEnumerable<BulletinSealed> Issues => Enumerable.Range(1, LastIssue).Select(number => Issue(number)!);

    /// <summary>
    /// An issue in the shape of a sealing, closed by whom the week was closed; null when there is none.
    /// </summary>
    /// <param name="number">From 1.</param>
    public BulletinSealed? Issue(int number)
    {
        if (number < 2 || number > LastIssue)
        {
            return number == 1 ? Sealed : null;
        }

        var e = Reissues[number - 2];
        return new BulletinSealed(
            e.Week, e.Number, e.Document, e.Position, e.Editions, e.SealedAt, Sealed!.ClosedBy, e.SealedBy, e.Record,
            e.Sha256, e.PageSha256, e.TableSha256)
        {
            Closer = Sealed.Closer,
            Sealer = e.Sealer,
            Papers = e.Papers,
            Public = e.Public,
        };
    }

    /// <summary>The week after an event of its stream.</summary>
    public static WeekFile Evolve(WeekFile? week, object @event) => @event switch
    {
        ClaimCarriedOver e =>
            (week ?? Empty) with { CarriedOver = (week ?? Empty).CarriedOver.SetItem(e.Claim, e.Reason) },
        WeekConfirmed e => (week ?? Empty) with { Confirmed = e },
        WeekWaived e => (week ?? Empty) with { Waivers = (week ?? Empty).Waivers.Add(e) },
        BulletinSealed e => (week ?? Empty) with { Sealed = e },
        ReissueProposed e => (week ?? Empty) with { Proposal = e },
        ReissueDropped => (week ?? Empty) with { Proposal = null },
        BulletinReissued e => (week ?? Empty) with { Reissues = (week ?? Empty).Reissues.Add(e), Proposal = null },
        PeriodStep e => Evolve(week, e.OfWeek()) with { Period = e.Period },
        _ => throw new InvalidOperationException($"{@event.GetType().Name} does not belong to a week."),
    };
}
