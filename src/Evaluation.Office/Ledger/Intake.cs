using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Ledger;

/// <summary>Whether what a unit reported belongs to a bulletin, and if not, why.</summary>
public enum Belonging
{
    /// <summary>属于本期: it counts in the bulletin once it is verified.</summary>
    Here,

    /// <summary>It happened after the bulletin's last day.</summary>
    LaterDay,

    /// <summary>截止后填报: it counts in a later bulletin, as an addition to the week in which it happened.</summary>
    ReportedLater,

    /// <summary>已结转: the office left it for a later bulletin, by name.</summary>
    CarriedOver,
}

/// <summary>What an issue sealed before took in: all of what happened by a day that was reported by a moment.</summary>
/// <param name="Last">The last day.</param>
public sealed record TakenIn(DateOnly Last, DateTimeOffset Until);

/// <summary>
/// The one rule about the cut-off (截止): a bulletin takes in what happened by its last day and was reported until its
/// week was closed, except what the office left for later by name. So the gate asks for the same before and after the
/// closing, whenever the office closes. What an earlier issue took in stays in. All that the office decides,
/// verification included, counts until the bulletin is sealed.
/// </summary>
/// <param name="Last">The last day of the week or period.</param>
/// <param name="CutOff">The moment of the closing, included; null while the week is open.</param>
public sealed record Intake(DateOnly Last, DateTimeOffset? CutOff)
{
    /// <summary>What issues sealed before took in.</summary>
    public IReadOnlyList<TakenIn> Earlier { get; init; } = [];

    /// <summary>
    /// The moment until which reports are taken in: the cut-off, or the later one of an issue that holds the last day.
    /// A period is published after its weeks, and holds what their bulletins hold. Null while the week is open.
    /// </summary>
    public DateTimeOffset? Until => CutOff is not { } closed ? null
        : Earlier.Where(one => one.Last >= Last).Select(one => one.Until).Append(closed).Max();

    // The first week that may leave something for later than this bulletin.
    private Week From { get; init; }

    /// <summary>The rule for a bulletin of a district.</summary>
    /// <param name="file">The district as known.</param>
    /// <param name="term">The week or the period.</param>
    /// <param name="cutOff">When the week was closed, or that in which the period ends; null while it is open.</param>
    public static Intake Of(DistrictFile file, Term term, DateTimeOffset? cutOff)
    {
        var last = file.Sealings.IsEmpty ? term.Week : file.Sealings.Max(one => one.Week);
        return new Intake(term.Last, cutOff)
        {
            Earlier =
            [
                .. file.Sealings.Select(one => new TakenIn(one.Week.End, one.Until ?? one.SealedAt)),
                .. file.Reissues.Where(one => one.Until is not null)
                    .Select(one => new TakenIn(one.Week.End, one.Until!.Value)),
            ],
            From = term.Period is null || last < term.Week ? term.Week : last,
        };
    }

    /// <summary>Where something belongs that a unit reported.</summary>
    /// <param name="day">The day on which it happened.</param>
    /// <param name="reportedAt">When it was first reported; corrections do not change that.</param>
    /// <param name="carried">Whether the office left it for later.</param>
    public Belonging Of(DateOnly day, DateTimeOffset reportedAt, bool carried = false) =>
        day > Last ? Belonging.LaterDay
        : reportedAt > CutOff && !Earlier.Any(one => day <= one.Last && reportedAt <= one.Until)
            ? Belonging.ReportedLater
        : carried ? Belonging.CarriedOver
        : Belonging.Here;

    /// <summary>The district without what is reported later or left for later; the same when that is nothing.</summary>
    public Snapshot Of(Snapshot known)
    {
        if (CutOff is null)
        {
            return known;
        }

        var reported = known.Claims.ToDictionary(claim => claim.Id, claim => claim.ReportedAt, StringComparer.Ordinal);
        var left = known.Entries.ToLookup(Waits);
        return !left.Contains(true) ? known : known with
        {
            Entries = [.. left[false]],
            Left = [.. known.Left, .. left[true]],
        };

        bool Waits(LedgerEntry entry) => ReportedAt(entry) is { } at
            && Of(entry.OccurredOn, at, IsCarried(known.District, entry.Fact))
                is Belonging.ReportedLater or Belonging.CarriedOver
            && !IsIssued(known.District, entry);

        // Null for what no unit reports: the committee's decisions.
        DateTimeOffset? ReportedAt(LedgerEntry entry) =>
            entry.Kind == BuiltInKinds.Report ? WeeklyDeadline.SubmittedAt(entry.ToFact())
            : reported.TryGetValue(entry.Fact, out var at) ? at
            : null;
    }

    /// <summary>Whether a claim was left for later, by the bulletin or one after it.</summary>
    public bool IsCarried(DistrictFile file, string claim) =>
        file.CarriedOver.TryGetValue(claim, out var carried) && carried.Week >= From;

    // A new issue of its week or a later one holds whatever counted when it was made.
    private static bool IsIssued(DistrictFile file, LedgerEntry entry) =>
        file.Reissues.Exists(one => one.Week.End >= entry.OccurredOn && one.Position >= entry.KnownFrom);
}
