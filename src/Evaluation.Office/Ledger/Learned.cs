using System.Collections.Immutable;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Ledger;

/// <summary>What happened to a fact between two positions.</summary>
public enum FactChange
{
    /// <summary>It counts since.</summary>
    Came,

    /// <summary>It counts no longer.</summary>
    Went,

    /// <summary>It counts with another day, share or other values.</summary>
    Changed,

    /// <summary>
    /// Its content is the same; its points changed through others, through rules or by the closing of a week.
    /// </summary>
    Recounted,
}

/// <summary>A fact or period of which something else is known, or whose points changed.</summary>
/// <param name="Unit">The unit credited.</param>
/// <param name="Fact">The fact or period.</param>
/// <param name="Kind">The kind of fact; empty for a period.</param>
/// <param name="On">The day it counts on, as known later; as known before when it went.</param>
/// <param name="Change">What happened to it.</param>
/// <param name="Since">The position of the event that did so; null for a fact that was only recounted.</param>
/// <param name="Before">Its points of the year up to the week's end, as known before.</param>
/// <param name="After">The same as known later.</param>
public sealed record FactLearned(
    string Unit, string Fact, string Kind, DateOnly On, FactChange Change, long? Since, decimal Before, decimal After);

/// <summary>A unit's points and places of a week and its year to date.</summary>
public sealed record PlaceThen(decimal WeekPoints, int WeekRank, decimal YearPoints, int YearRank);

/// <summary>A unit as known before and later; null where it was not ranked in the group.</summary>
public sealed record UnitLearned(string Group, string Unit, PlaceThen? Before, PlaceThen? After)
{
    /// <summary>Whether anything of it differs.</summary>
    public bool Moved => Before != After;
}

/// <summary>What changed of the district as a whole.</summary>
/// <param name="Rulebooks">Documents by which editions were adopted.</param>
/// <param name="Targets">Documents by which targets were given.</param>
/// <param name="Roster">Units entered, renamed, moved to another group or left.</param>
/// <param name="Firms">Files of firms taken into others, or independent again.</param>
/// <param name="Closed">Weeks that were closed.</param>
/// <param name="Sealed">Weeks whose bulletins were sealed.</param>
public sealed record FrameLearned(
    IReadOnlyList<string> Rulebooks, IReadOnlyList<string> Targets, IReadOnlyList<string> Roster,
    IReadOnlyList<string> Firms, IReadOnlyList<Week> Closed, IReadOnlyList<Week> Sealed)
{
    /// <summary>The difference of two files of one district.</summary>
    public static FrameLearned Of(DistrictFile before, DistrictFile after) => new(
        [.. after.Editions.Adopted.Skip(before.Editions.Adopted.Count).Select(edition => edition.Document)],
        [.. after.Given.All.Except(before.Given.All).Select(target => target.Document).Distinct()],
        [.. after.Roster.Terms.Except(before.Roster.Terms).Select(term => term.Unit).Distinct()],
        [
            .. MergersOf(after).Except(MergersOf(before)).Select(one => $"{one.Firm}并入{one.Into}"),
            .. MergersOf(before).Except(MergersOf(after)).Select(one => $"{one.Firm}不再并入{one.Into}"),
        ],
        [.. ClosedBetween(before, after)],
        [.. after.Sealings.Skip(before.Sealings.Count).Select(sealing => sealing.Week)]);

    private static ImmutableList<MergedFirm> MergersOf(DistrictFile file) => file.Roster.Firms?.All ?? [];

    private static IEnumerable<Week> ClosedBetween(DistrictFile before, DistrictFile after)
    {
        for (var week = before.LastClosed?.Next ?? after.FirstClosed; week <= after.LastClosed; week = week.Value.Next)
        {
            yield return week.Value;
        }
    }
}

/// <summary>What was learned about a week between two positions, and whom it moved.</summary>
/// <param name="Before">The earlier position.</param>
/// <param name="After">The later position.</param>
/// <param name="Frame">What changed of the district as a whole.</param>
/// <param name="Facts">Facts and periods up to the week's end, by unit and day.</param>
/// <param name="Units">All ranked units, group by group in the later order.</param>
public sealed record Learned(
    Week Week, long Before, long After, FrameLearned Frame, IReadOnlyList<FactLearned> Facts,
    IReadOnlyList<UnitLearned> Units)
{
    /// <summary>Compares a week as known at two positions.</summary>
    /// <param name="past">What was known when.</param>
    /// <param name="before">The earlier position and the editions adopted then.</param>
    /// <param name="after">The later one.</param>
    public static Learned Of(
        DistrictPast past, Week week, (long Position, RuleSet Rules) before, (long Position, RuleSet Rules) after)
    {
        var (earlier, later) = (Side.Of(past, week, before), Side.Of(past, week, after));
        return new Learned(
            week, before.Position, after.Position,
            FrameLearned.Of(past.FileAt(before.Position), past.FileAt(after.Position)),
            [.. FactsOf(past, earlier, later)],
            [.. UnitsOf(earlier, later)]);
    }

    private static IEnumerable<FactLearned> FactsOf(DistrictPast past, Side before, Side after) => before.Points.Keys
        .Concat(after.Points.Keys).Concat(before.Entries.Keys).Concat(after.Entries.Keys).Distinct()
        .Select(key => Compare(past, key, before, after)).OfType<FactLearned>()
        .OrderBy(fact => fact.Unit, StringComparer.Ordinal).ThenBy(fact => fact.On)
        .ThenBy(fact => fact.Fact, StringComparer.Ordinal);

    private static FactLearned? Compare(
        DistrictPast past, (string Unit, string Fact) key, Side before, Side after)
    {
        var (old, now) = (before.Entries.GetValueOrDefault(key), after.Entries.GetValueOrDefault(key));
        var (was, gives) = (before.Points.GetValueOrDefault(key), after.Points.GetValueOrDefault(key));
        var (change, since) = (old, now) switch
        {
            (null, { } came) => (FactChange.Came, came.KnownFrom),
            ({ } went, null) => (FactChange.Went, past.EndOf(went)),
            ({ } one, { } other) when one.KnownFrom != other.KnownFrom => (FactChange.Changed, other.KnownFrom),
            _ => (FactChange.Recounted, (long?)null),
        };
        if (change == FactChange.Recounted && was.Points == gives.Points)
        {
            return null;
        }

        var on = (now ?? old)?.OccurredOn ?? (gives.On > was.On ? gives.On : was.On);
        return new FactLearned(
            key.Unit, key.Fact, (now ?? old)?.Kind ?? "", on, change, since,
            Exact.Trim(was.Points), Exact.Trim(gives.Points));
    }

    private static IEnumerable<UnitLearned> UnitsOf(Side before, Side after) => after.Places.Keys
        .Concat(before.Places.Keys.Except(after.Places.Keys))
        .Select(key => new UnitLearned(
            key.Group, key.Unit, before.Places.GetValueOrDefault(key), after.Places.GetValueOrDefault(key)));

    private sealed record Side(
        Dictionary<(string Unit, string Fact), LedgerEntry> Entries,
        Dictionary<(string Unit, string Fact), (decimal Points, DateOnly On)> Points,
        OrderedDictionary<(string Group, string Unit), PlaceThen> Places)
    {
        public static Side Of(DistrictPast past, Week week, (long Position, RuleSet Rules) at)
        {
            var year = Snapshot.Frame(at.Rules, week)?.Calendar.YearOf(week) ?? week.Start;
            var points = new Dictionary<(string, string), (decimal, DateOnly)>();
            foreach (var score in past.ScoresAt(at.Position, at.Rules, week.End))
            {
                foreach (var line in score.Sheets.SelectMany(sheet => sheet.Lines)
                    .Where(line => line.On >= year || line.On >= week.Start))
                {
                    var (sum, _) = points.GetValueOrDefault((score.Unit, line.Fact));
                    points[(score.Unit, line.Fact)] = (sum + line.Points, line.On);
                }
            }

            var places = new OrderedDictionary<(string, string), PlaceThen>();
            foreach (var ranking in past.RankingsAt(week, at.Position, at.Rules).Rankings
                .Where(one => one.Week == week))
            {
                foreach (var standing in ranking.Standings)
                {
                    places[(ranking.Group, standing.Totals.Unit)] = new PlaceThen(
                        Exact.Trim(standing.Totals.WeekPoints), standing.WeekRank,
                        Exact.Trim(standing.Totals.YearPoints), standing.YearRank);
                }
            }

            return new Side(
                past.EntriesAt(at.Position, DateOnly.MinValue, week.End)
                    .ToDictionary(entry => (entry.Unit, entry.Fact)),
                points, places);
        }
    }
}
