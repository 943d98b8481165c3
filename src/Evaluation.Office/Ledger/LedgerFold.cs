using Evaluation.Office.Adjustments;
using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Office.Projects;
using Evaluation.Office.Reports;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Ledger;

/// <summary>
/// Turns events into claims and ledger entries. The live projection feeds it the earlier events of the streams that a
/// page touches, and then the page; a replay feeds it the whole history. Entries come from here alone; a single claim
/// is also folded by <see cref="Claim.Evolve"/> where only its state is wanted.
/// </summary>
/// <param name="district">The district before the first event fed.</param>
/// <param name="undecided">Claims that existed before it and of which nothing is in the ledger; null for none.</param>
public sealed class LedgerFold(DistrictFile district, IEnumerable<Claim>? undecided = null)
{
    private static readonly List<LedgerEntry> Nothing = [];

    private readonly Dictionary<string, Claim> claims =
        (undecided ?? []).ToDictionary(claim => claim.Id, StringComparer.Ordinal);

    private readonly Dictionary<string, List<LedgerEntry>> open = new(StringComparer.Ordinal);
    private readonly List<LedgerEntry> ended = [];
    private readonly SortedDictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly HashSet<string> touchedClaims = new(StringComparer.Ordinal);
    private readonly HashSet<string> touchedUnits = new(StringComparer.Ordinal);

    /// <summary>The district after the events fed so far.</summary>
    public DistrictFile District { get; private set; } = district;

    /// <summary>Whether something changed that concerns every unit: roster, rules, targets, or a week closed.</summary>
    public bool TouchedAll { get; private set; }

    /// <summary>Units whose ledger changed.</summary>
    public IReadOnlySet<string> TouchedUnits => touchedUnits;

    /// <summary>Claims that changed, as they are now.</summary>
    public IEnumerable<Claim> TouchedClaims => touchedClaims.Select(id => claims[id]);

    /// <summary>All claims known to the fold.</summary>
    public IReadOnlyDictionary<string, Claim> Claims => claims;

    /// <summary>Entries that hold now.</summary>
    public IEnumerable<LedgerEntry> Open => open.Values.SelectMany(entries => entries);

    /// <summary>Names of firms and projects that events gave.</summary>
    public IReadOnlyDictionary<string, string> Names => names;

    /// <summary>Entries that ended while events were fed.</summary>
    public IReadOnlyList<LedgerEntry> Ended => ended;

    /// <summary>
    /// Entries that ended while events were fed, and those that hold and began at a position or later.
    /// </summary>
    public IEnumerable<LedgerEntry> Changed(long since) => ended.Concat(Open.Where(entry => entry.KnownFrom >= since));

    /// <summary>
    /// The fact that an event concerns, whose earlier events the fold must be fed first; null for events without one.
    /// </summary>
    public static string? FactOf(object @event) => @event switch
    {
        ReportSubmitted e => ReportFact(e.Unit, e.Week),
        ReportAmended e => ReportFact(e.Unit, e.Week),
        AdjustmentDecided e => AdjustmentFact(e.Adjustment),
        AdjustmentReversed e => AdjustmentFact(e.Adjustment),
        _ => ClaimOf(@event),
    };

    /// <summary>The claim that an event concerns; null for events without one.</summary>
    public static string? ClaimOf(object @event) => @event switch
    {
        ClaimReported e => e.Claim,
        ClaimVerified e => e.Claim,
        ClaimReturned e => e.Claim,
        ClaimRefused e => e.Claim,
        ClaimCorrected e => e.Claim,
        ClaimWithdrawn e => e.Claim,
        ClaimReversed e => e.Claim,
        ClaimRestored e => e.Claim,
        EvidenceAdded e => e.Claim,
        _ => null,
    };

    /// <summary>The firm or project that an event names, and its name; null for events that name none.</summary>
    public static (string Id, string Name)? NamedBy(object @event) => @event switch
    {
        FirmFiled e => (e.Enterprise, e.Name),
        FirmRenamed e => (e.Enterprise, e.Name),
        ProjectFiled e => (e.Project, e.Name),
        ProjectPartFiled e => (e.Project, e.Name),
        ProjectRenamed e => (e.Project, e.Name),
        _ => null,
    };

    /// <summary>The fact of a weekly report.</summary>
    public static string ReportFact(string unit, Week week) => $"report/{week.Start:O}/{unit}";

    /// <summary>The fact of an adjustment.</summary>
    public static string AdjustmentFact(string adjustment) => $"adjustment/{adjustment}";

    /// <summary>The stream that holds the events of an entry's fact.</summary>
    public static string StreamOf(LedgerEntry entry) => entry.Kind switch
    {
        BuiltInKinds.Report => entry.Fact,
        // A reversal is an event of the decision that it takes back.
        BuiltInKinds.Adjustment => string.Join('/', entry.Fact.Split('/').Take(2)),
        _ => Claim.StreamOf(entry.Fact),
    };

    /// <summary>Whether an event of a fact was fed.</summary>
    public bool Knows(string fact) => claims.ContainsKey(fact) || open.ContainsKey(fact);

    /// <summary>Resets change tracking: what was applied so far becomes the baseline.</summary>
    public void Settle()
    {
        touchedClaims.Clear();
        touchedUnits.Clear();
        ended.Clear();
        names.Clear();
        TouchedAll = false;
    }

    /// <summary>The district as the events fed so far make it known.</summary>
    public Snapshot At(long position) => new(
        position, District,
        LedgerEntry.InOrder(Open),
        [.. claims.Values], new Dictionary<string, string>(names))
    {
        Ended = [.. ended],
    };

    /// <summary>Feeds one event.</summary>
    /// <param name="position">Its position in the store.</param>
    public void Apply(long position, object @event)
    {
        if (District.Evolve(@event) is { } evolved)
        {
            // A bulletin that was sealed before one number decided settles how its week is counted.
            TouchedAll |= evolved.ExactThrough != District.ExactThrough;
            District = evolved;
            TouchedAll |= @event is not (
                DistrictFounded or BulletinSealed or BulletinReissued or ClaimCarriedOver
                or LeaderAppointed or LeaderReleased);
            return;
        }

        switch (@event)
        {
            case ReportSubmitted e:
                Replace(position, FactOf(e)!, [Report(e.Unit, e.Week, e.Nil, e.SubmittedAt, position)]);
                break;
            case ReportAmended e:
                var report = OpenOf(FactOf(e)!).Single();
                var amended = Facts.Join(report.Values, new Dictionary<string, Value> { ["nil"] = Value.Of(e.Nil) });
                Replace(position, report.Fact, [report with { Values = amended, KnownFrom = position }]);
                break;
            case AdjustmentDecided e:
                Replace(
                    position, FactOf(e)!,
                    [Adjustment(FactOf(e)!, e.Unit, e.EffectiveOn, e.Points, e.Document, e.Reason, position)]);
                break;
            case AdjustmentReversed e:
                var decided = OpenOf(FactOf(e)!).Single();
                var points = -decided.Values["points"].Number!.Value;
                // Under the decision taken back, so that no other decision bears it.
                var reversal = $"{decided.Fact}/{e.Reversal}";
                Replace(
                    position, reversal,
                    [Adjustment(reversal, decided.Unit, e.EffectiveOn, points, e.Document, e.Reason, position)]);
                break;
            default:
                ApplyToClaim(position, @event);
                break;
        }
    }

    private void ApplyToClaim(long position, object @event)
    {
        if (FactOf(@event) is not { } id)
        {
            // Firms and projects count only through claims; their names are wanted in print.
            if (NamedBy(@event) is var (named, name))
            {
                names[named] = name;
            }

            return;
        }

        var claim = Claim.Evolve(claims.GetValueOrDefault(id), @event);
        claims[id] = claim;
        touchedClaims.Add(id);
        if (claim.Status == ClaimStatus.Verified)
        {
            Replace(position, id,
            [
                .. claim.Shares.Select(share => new LedgerEntry(
                    id, share.Unit, claim.Kind, claim.OccurredOn, share.Part, claim.Facts, position, null)),
            ]);
        }
        else if (open.ContainsKey(id))
        {
            Replace(position, id, []);
        }
    }

    // Entries whose content stays the same keep the position from which they were known.
    private void Replace(long position, string fact, List<LedgerEntry> now)
    {
        var before = OpenOf(fact);
        if (before.Count == 0)
        {
            open[fact] = now;
            now.ForEach(entry => touchedUnits.Add(entry.Unit));
            return;
        }

        var after = now.ConvertAll(entry => before.Find(entry.SameContent) ?? entry);
        foreach (var gone in before.Where(entry => !after.Contains(entry)))
        {
            ended.Add(gone with { KnownTo = position });
            touchedUnits.Add(gone.Unit);
        }

        touchedUnits.UnionWith(after.Where(entry => !before.Contains(entry)).Select(entry => entry.Unit));
        open[fact] = after;
    }

    private List<LedgerEntry> OpenOf(string fact) => open.GetValueOrDefault(fact) ?? Nothing;

    private static LedgerEntry Report(string unit, Week week, bool nil, DateTimeOffset submittedAt, long position)
    {
        var values = new Dictionary<string, Value>
        {
            ["nil"] = Value.Of(nil),
            ["submitted_at"] = Value.Of(
                submittedAt.UtcDateTime.ToString(
                    "yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture)),
        };
        return new LedgerEntry(ReportFact(unit, week), unit, BuiltInKinds.Report, week.End, 1m, values, position, null);
    }

    private static LedgerEntry Adjustment(
        string fact, string unit, DateOnly on, decimal points, string document, string reason, long position)
    {
        var values = new Dictionary<string, Value>
        {
            ["points"] = Value.Of(points),
            ["document"] = Value.Of(document),
            ["reason"] = Value.Of(reason),
        };
        return new LedgerEntry(fact, unit, BuiltInKinds.Adjustment, on, 1m, values, position, null);
    }
}
