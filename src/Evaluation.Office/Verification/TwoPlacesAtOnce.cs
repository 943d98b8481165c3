using System.Globalization;
using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Verification;

/// <summary>
/// A person of a unit whom claims put into two cities on one day. Two districts of one city are no contradiction, and a
/// visit is not held against the trip to which it belongs.
/// </summary>
internal static class TwoPlacesAtOnce
{
    private const int LongestTrip = 31;

    public static IEnumerable<ClaimFinding> Of(FindingContext context)
    {
        var seen =
            new Dictionary<(string Unit, string Person, DateOnly Day), List<(ClaimHistory Claim, string City)>>();
        var written = new Dictionary<string, string>(Sameness.Comparer);
        foreach (var one in context.Alive)
        {
            if (City(one.Claim) is { } city)
            {
                foreach (var person in People(one.Claim))
                {
                    written.TryAdd(person, person);
                    foreach (var day in Days(one.Claim))
                    {
                        var key = (one.Claim.Unit, written[person], day);
                        (seen.TryGetValue(key, out var places) ? places : seen[key] = []).Add((one, city));
                    }
                }
            }
        }

        return seen.Where(pair => Apart(pair.Value))
            .GroupBy(pair => (
                pair.Key.Unit, pair.Key.Person, string.Join('|', pair.Value.Select(place => place.Claim.Claim.Id))))
            .Select(days => FindingOf(days.MinBy(pair => pair.Key.Day)));
    }

    private static bool Apart(List<(ClaimHistory Claim, string City)> places)
    {
        // A trip is taken to be in the cities of its visits.
        var trips = places.Select(place => place.Claim.Claim.Text("trip")).Where(trip => trip.Length > 0)
            .ToHashSet(StringComparer.Ordinal);
        var own = places.Where(place => !trips.Contains(place.Claim.Claim.Id)).ToList();
        var alone = own.Where(place => place.Claim.Claim.Text("trip").Length == 0).Select(place => place.City);
        var together = own.Where(place => place.Claim.Claim.Text("trip").Length > 0)
            .GroupBy(place => place.Claim.Claim.Text("trip"), StringComparer.Ordinal)
            .Select(trip => trip.Select(place => place.City).ToHashSet(StringComparer.Ordinal)).ToList();
        var lone = alone.Distinct(StringComparer.Ordinal).ToList();
        return lone.Count + together.Count > 1
            && (lone.Count > 1 || together.Any(trip => lone.Exists(city => !trip.Contains(city)))
                || together.Any(trip => together.Exists(other => !trip.Overlaps(other))));
    }

    private static ClaimFinding FindingOf(
        KeyValuePair<(string Unit, string Person, DateOnly Day), List<(ClaimHistory Claim, string City)>> found)
    {
        var cities = found.Value.Select(place => place.City)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var claims = found.Value.Select(place => place.Claim).Distinct().ToList();
        return FindingContext.Finding(
            ClaimFinding.TwoPlaces, FindingWeight.Medium, claims, string.Create(
                CultureInfo.InvariantCulture,
                $"{found.Key.Unit}的“{found.Key.Person}”在{found.Key.Day:yyyy-MM-dd}同时出现在"
                    + $"{string.Join('、', cities)}：{FindingContext.Listed(claims)}，请核对行程单。"));
    }

    private static IEnumerable<string> People(Claim claim) => claim.Text("person")
        .Split(
            ['、', '，', ',', ' ', '；', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Distinct(Sameness.Comparer);

    private static string? City(Claim claim)
    {
        var place = claim.Text(claim.Kind == BuiltInKinds.Trip ? "destination" : "place").Trim();
        var province = place.IndexOf('省', StringComparison.Ordinal);
        place = province > 0 ? place[(province + 1)..] : place;
        var end = place.IndexOf('市', StringComparison.Ordinal);
        return end > 0 ? place[..(end + 1)] : null;
    }

    private static IEnumerable<DateOnly> Days(Claim claim)
    {
        if (claim.Kind != BuiltInKinds.Trip
            || !DateOnly.TryParseExact(
                claim.Text("departed_on"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                out var departed))
        {
            return claim.Kind == BuiltInKinds.Trip ? [] : [claim.OccurredOn];
        }

        var days = (int)Math.Clamp(Math.Ceiling(claim.Facts.GetValueOrDefault("days").Number ?? 1m), 1m, LongestTrip);
        return Enumerable.Range(0, days).Select(departed.AddDays);
    }
}
