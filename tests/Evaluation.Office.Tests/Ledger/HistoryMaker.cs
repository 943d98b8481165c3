using Evaluation.Office.Adjustments;
using Evaluation.Office.Adoption;
using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Office.Reports;
using Evaluation.Office.Targets;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Tests.SecondCount;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Tests.Ledger;

/// <summary>
/// Makes of rules and facts an order in which they became known, with all that happens to them on the way.
/// </summary>
internal sealed class HistoryMaker(int seed)
{
    private readonly Chance chance = new(seed);

    /// <summary>
    /// The events of a district: the founding, then threads whose events keep their order among themselves.
    /// </summary>
    public List<object> Of(Pair pair, RuleSet rules)
    {
        var starts = rules.InOrder[0].Calendar.WeekStarts;
        var threads = new List<Queue<object>>
        {
            new(pair.Editions.Select((draft, i) => (object)new RulebookAdopted(
                "test", i + 1, draft.From, draft.To, draft.ToString(), $"{draft.GetHashCode()}", $"考{i + 1}号"))),
            new(Closings(pair, starts)),
            new(pair.Targets.Select(target => new TargetsGiven($"目{chance.Between(1, 9)}号", [target]))),
        };
        threads.AddRange(Rosters(pair));
        threads.Add(new Queue<object>(Mergers(pair)));
        threads.AddRange(
            pair.Facts.Select(
                fact => new Queue<object>(
                    fact.Kind == BuiltInKinds.Report ? Report(fact, starts) : Claim(fact, pair))));
        threads.AddRange(
            chance.Times(0, pair.Facts.IsEmpty ? 0 : 3, number => new Queue<object>(Decision(number, pair))));
        var events = new List<object> { TestOffice.District with { WeekStarts = starts } };

        // Most histories begin with rules and units, as districts do.
        var first = chance.Of100(80)
            ? new[] { threads[0] }.Concat(threads.Where(thread => thread.TryPeek(out var one) && one is UnitEntered))
                .ToList() : [];
        foreach (var thread in first.Where(thread => thread.Count > 0))
        {
            events.Add(thread.Dequeue());
            while (thread.TryPeek(out var next) && next is UnitEntered)
            {
                events.Add(thread.Dequeue());
            }
        }

        while (threads.RemoveAll(thread => thread.Count == 0) >= 0 && threads.Count > 0)
        {
            events.Add(chance.Pick(threads).Dequeue());
        }

        return events;
    }

    // Some mergers of files are taken back.
    private IEnumerable<object> Mergers(Pair pair)
    {
        foreach (var one in pair.Firms?.All ?? [])
        {
            yield return new FirmMerged(one.Firm, one.Into, "同一家");
            if (chance.Of100(40))
            {
                yield return new FirmMergeUndone(one.Firm, one.Into, "两家");
            }
        }
    }

    private IEnumerable<object> Closings(Pair pair, DayOfWeek starts)
    {
        if (pair.Through is not { } through || through < pair.Editions[0].From)
        {
            yield break;
        }

        var days = Math.Min(through.DayNumber - pair.Editions[0].From.DayNumber, chance.Between(0, 80));
        var first = Week.Of(through.AddDays(-days), starts);
        for (var week = first; week.End <= through; week = week.Next)
        {
            yield return new WeekClosed(week, default, "li");
        }
    }

    // Units of a merger or split come one after the other, and it last; a unit that they make has no entry of its own.
    private static IEnumerable<Queue<object>> Rosters(Pair pair)
    {
        var units = pair.Terms.GroupBy(term => term.Unit).ToList();
        var made = pair.Successions.SelectMany(one => one.To).Select(to => to.Unit)
            .Where(unit =>
                pair.Successions.Exists(
                    one => one.Makes(unit)
                    && units.Exists(terms => terms.Key == unit && terms.First().From == one.Day)))
            .ToHashSet();
        var joined = pair.Successions.IsEmpty ? []
            : units.Where(unit => !made.Contains(unit.Key)).SelectMany(unit => Roster(unit)
            .Where(@event => @event is not UnitLeft
                || !pair.Successions.Exists(one => one.From.Contains(unit.Key))));
        return pair.Successions.IsEmpty ? units.Select(unit => new Queue<object>(Roster(unit)))
            : [new Queue<object>(
                joined.OrderBy(@event => @event is not UnitEntered)
                    .Concat(pair.Successions.Select(one => Succeeded(one, units))))];
    }

    private static object Succeeded(Succession one, List<IGrouping<string, UnitTerm>> units)
    {
        var parts = one.To.ConvertAll(
            to => (to.Unit, to.Share, Term: units.Find(unit => unit.Key == to.Unit)?.First()));
        return parts is [var (into, _, term)]
            ? term?.From == one.Day
                ? new UnitsMerged(one.From, into, into, term.Kind, term.Group, one.Day, one.Document, one.Reason)
                : new UnitsMerged(one.From, into, null, null, null, one.Day, one.Document, one.Reason)
            : new UnitSplit(
                one.From[0],
                [.. parts.Select(
                    part => new SplitPart(
                        part.Unit, part.Unit, part.Term?.Kind ?? "镇街", part.Term?.Group ?? "镇街", part.Share))],
                one.Day, one.Document, one.Reason);
    }

    // A term that begins later is a change of group; one that ends is the leaving.
    private static IEnumerable<object> Roster(IEnumerable<UnitTerm> terms)
    {
        UnitTerm? before = null;
        foreach (var term in terms.OrderBy(term => term.From))
        {
            yield return before is null
                ? new UnitEntered(term.Unit, term.Name, term.Kind, term.Group, term.From)
                : new UnitRegrouped(term.Unit, term.Group, term.From);
            before = term;
        }

        if (before?.To is { } to)
        {
            yield return new UnitRenamed(before.Unit, before.Unit + "（改）", before.From.AddDays(3));
            yield return new LeaderAppointed(before.Unit, "王", "top", before.From);
            yield return new UnitLeft(before.Unit, to);
        }
    }

    private IEnumerable<object> Report(Fact fact, DayOfWeek starts)
    {
        var week = Week.Of(fact.OccurredOn, starts);
        var at = DateTimeOffset.Parse(
            fact.Values["submitted_at"].Text!, System.Globalization.CultureInfo.InvariantCulture);
        yield return new ReportSubmitted(fact.Unit, week, fact.Values["nil"].Flag == true, at);
        if (chance.Of100(30))
        {
            yield return new ReportAmended(fact.Unit, week, chance.Of100(50), "更正");
        }
    }

    private IEnumerable<object> Claim(Fact fact, Pair pair)
    {
        var other = chance.Pick(pair.Terms.Select(term => term.Unit).ToList());
        IReadOnlyList<Share> shares = fact.Part == 1m || other == fact.Unit
            ? [new Share(fact.Unit, fact.Part)] : [new Share(fact.Unit, fact.Part), new Share(other, 1m - fact.Part)];
        yield return new ClaimReported(
            fact.Id, fact.Unit, fact.Kind, fact.OccurredOn, fact.Values, shares, [], default, "li");
        if (chance.Of100(10))
        {
            yield return chance.Of100(50) ? new ClaimRefused(fact.Id, "不属实") : new ClaimWithdrawn(fact.Id, "误报");
            yield break;
        }

        yield return new ClaimVerified(fact.Id, [], Facts.None, "");
        if (chance.Of100(40))
        {
            var like = chance.Pick(pair.Facts.Where(one => one.Kind == fact.Kind).ToList());
            yield return new ClaimCorrected(
                fact.Id, fact.OccurredOn.AddDays(chance.Between(-9, 9)), like.Values, chance.Of100(50) ? [] : shares,
                "更正");
        }

        if (chance.Of100(20))
        {
            yield return new ClaimReversed(fact.Id, "不属实", "考9号");
        }
    }

    private IEnumerable<object> Decision(int number, Pair pair)
    {
        var fact = chance.Pick<Fact>(pair.Facts);
        yield return new AdjustmentDecided(
            $"J{number}", fact.Unit, chance.Between(-4, 4) / 2m, fact.OccurredOn,
            fact.OccurredOn.AddDays(chance.Between(0, 20)), "考2号", "事由");
        if (chance.Of100(50))
        {
            yield return new AdjustmentReversed(
                $"J{number}", $"R{number}", fact.OccurredOn, fact.OccurredOn.AddDays(chance.Between(0, 40)), "考3号",
                "复核");
        }
    }
}
