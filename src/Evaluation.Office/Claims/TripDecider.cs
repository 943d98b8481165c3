using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Claims;

/// <summary>One of the claims that are reported together, as far as it could be read.</summary>
/// <param name="Standing">What is on record under its number; null for nothing.</param>
/// <param name="Request">
/// What is reported; null when it could not be read. Of a trip that could be read in part, its days.
/// </param>
/// <param name="Known">What is known about the things that it names; null when it could not be read.</param>
/// <param name="Unread">All that could not be read of it; null for nothing.</param>
public sealed record TripPart(
    Claim? Standing, ClaimReported? Request, ClaimSurroundings? Known, Refusal? Unread = null)
{
    /// <summary>The files that prove it.</summary>
    public IReadOnlyList<EvidenceFile> Files { get; init; } = [];
}

/// <summary>A trip and its visits are reported together: all of them, or none with everything that is wrong.</summary>
public static class TripDecider
{
    /// <summary>Where in a request a visit is, for faults.</summary>
    /// <param name="index">From 0.</param>
    public static string Place(int index) => $"visits[{index}]";

    /// <summary>Decides on the trip and on each visit by itself, the visits as if the trip were on record.</summary>
    /// <param name="visits">The visits, which name the trip.</param>
    /// <returns>
    /// A decision for the trip and one for each visit; all are accepted, or the first refuses for all.
    /// </returns>
    public static IReadOnlyList<Decision> Report(TripPart trip, IReadOnlyList<TripPart> visits)
    {
        var standing = trip.Standing ?? (trip.Request is { } reported ? Claim.Evolve(null, reported) : null);
        List<Decision> decisions = [Decide(trip), .. visits.Select(visit => Decide(OfTrip(visit, standing)))];

        // What is on record already is no fault of what is new beside it.
        if (!decisions.TrueForAll(IsRepeated))
        {
            decisions = decisions.ConvertAll(one => IsRepeated(one) ? Decision.Accept() : one);
        }

        var faults = decisions.Index().Where(one => one.Item.Refusal is not null)
            .Select(one => one.Index == 0 ? one.Item.Refusal! : one.Item.Refusal!.Within(Place(one.Index - 1)));
        return Refusal.Of(faults) is { } refusal ? [Decision.Refuse(refusal), .. decisions.Skip(1)] : decisions;
    }

    private static bool IsRepeated(Decision one) => one.Refusal is { Kind: RefusalKind.Repeated };

    private static TripPart OfTrip(TripPart visit, Claim? trip) => visit.Known is not { } known ? visit : visit with
    {
        Known = known with { Missing = [.. known.Missing.Where(one => one.Field != "trip")], Trip = trip },
    };

    private static Decision Decide(TripPart part) =>
        part.Unread is { } unread ? unread
            : ClaimDecider.Report(part.Standing, part.Request!, part.Known!, part.Files);
}
