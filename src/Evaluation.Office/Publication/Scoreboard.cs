using System.Text.Json.Serialization;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>A fact and the moment from which it was known.</summary>
public sealed record KnownFact(Fact Fact, DateTimeOffset KnownFrom);

/// <summary>Everything a scoreboard is made of.</summary>
/// <param name="Rules">The editions, at least one.</param>
/// <param name="Facts">What counts, with decisions as facts.</param>
/// <param name="Roster">The units; null to take those of the facts, in one group.</param>
/// <param name="Targets">What the units are to reach.</param>
public sealed record ScoreInput(RuleSet Rules, IReadOnlyList<KnownFact> Facts, Roster? Roster, TargetAmounts Targets)
{
    /// <summary>A day of the week with which the evaluation begins; null when it begins with the rules.</summary>
    public DateOnly? Begins { get; init; }
}

/// <summary>A line of a sheet in print.</summary>
public sealed record PlainLine(string Clause, string Fact, decimal Points, string Because);

/// <summary>A unit's week in print.</summary>
public sealed record PlainSheet(string Unit, string Week, decimal Total, IReadOnlyList<PlainLine> Lines);

/// <summary>Sheets and rankings of facts under rules, without a district and its events.</summary>
/// <param name="Sheets">By week, then in the roster's order; only units with a line.</param>
/// <param name="Rankings">
/// By week and group, from the first week with a line to the last; only groups with a unit.
/// </param>
public sealed record Scoreboard(IReadOnlyList<PlainSheet> Sheets, IReadOnlyList<PlainRanking> Rankings)
{
    /// <summary>The lists of the periods, in order; null when the rules know none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<HonourList>? Lists { get; init; }

    /// <summary>The prizes of the periods, in order; null when the rules know none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Prize>? Prizes { get; init; }

    /// <summary>The edition that frames the last week; null without a ranking.</summary>
    [JsonIgnore]
    public Rulebook? Last { get; init; }

    /// <summary>Scores and ranks, by the same scorer and ranker as the live board and the bulletins.</summary>
    /// <param name="input">What is scored.</param>
    /// <param name="through">
    /// The last day that counts, and through which duties are judged; null for the end of the last week with a fact.
    /// </param>
    /// <param name="knownAt">Leaves out what was recorded or decided later; null for nothing.</param>
    /// <param name="parallel">How many units are scored at the same time; the result is the same.</param>
    public static Scoreboard Of(
        ScoreInput input, DateOnly? through = null, DateTimeOffset? knownAt = null, int parallel = 1)
    {
        var known = input.Facts.Where(one => knownAt is null || one.KnownFrom <= knownAt)
            .Select(one => one.Fact).ToList();
        var last = through ?? LastDay(input.Rules, known);
        var counted = known.Where(fact => fact.OccurredOn <= last).ToLookup(fact => fact.Unit, StringComparer.Ordinal);
        var roster = (input.Roster ?? Everybody(input)) with
        {
            Begins = input.Begins is { } begins ? input.Rules.InOrder[0].Calendar.WeekOf(begins).Start : null,
        };
        var units = roster.Terms.Select(term => term.Unit).Distinct(StringComparer.Ordinal).ToList();
        var scores = Scorer.ScoreAll(units, counted, input.Rules, roster, last, input.Targets, parallel);
        return RankingsOf(scores, input, roster, last) with { Sheets = [.. SheetsOf(scores, input.Rules)] };
    }

    private static DateOnly? LastDay(RuleSet rules, List<Fact> facts)
    {
        if (facts.Count == 0)
        {
            return null;
        }

        var day = facts.Max(fact => fact.OccurredOn);
        return (rules.On(day) ?? rules.InOrder[0]).Calendar.WeekOf(day).End;
    }

    // Every unit that the facts name, for all time, in the order of names: the order of rows must not matter.
    private static Roster Everybody(ScoreInput input)
    {
        var group = input.Rules.InOrder[0].Ranking.Groups.FirstOrDefault() ?? "";
        var units = input.Facts.Select(one => one.Fact.Unit).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return new Roster([.. units.Select(unit => new UnitTerm(unit, unit, "", group, DateOnly.MinValue, null))], []);
    }

    private static IEnumerable<PlainSheet> SheetsOf(IReadOnlyList<UnitScore> scores, RuleSet rules) =>
        from score in scores
        from sheet in score.Sheets
        where sheet.Lines.Length > 0
        orderby sheet.Week // The sort is stable: the roster's order stays within a week.
        select new PlainSheet(
            sheet.Unit, sheet.Week.Id, Exact.Trim(sheet.Total), [.. sheet.Lines.Select(line => Print(line, rules))]);

    private static PlainLine Print(Line line, RuleSet rules)
    {
        var clause = rules.On(line.On)?.Clauses.FirstOrDefault(one => one.Id == line.Clause);
        return new PlainLine(line.Clause, line.Fact, Exact.Trim(line.Points), Sentences.Because(line, clause));
    }

    private static Scoreboard RankingsOf(
        IReadOnlyList<UnitScore> scores, ScoreInput input, Roster roster, DateOnly? through)
    {
        var (rankings, lists, prizes) = (new List<PlainRanking>(), new List<HonourList>(), new List<Prize>());
        Rulebook? last = null;
        foreach (var week in Weeks(scores, input.Rules))
        {
            // A last day inside a week ends the year there: the week of 31 December then belongs to the year that ends.
            var day = through < week.End ? through.Value : week.End;
            if (week.Start < roster.Begins || (input.Rules.On(day) ?? input.Rules.On(week.Start)) is not { } edition)
            {
                continue;
            }

            var ranked = Ranker.Rank(week, scores, roster, edition, input.Targets, through);
            var columns = BulletinColumn.AllOf(edition);
            var manned = EmptyPlaces.Of(ranked).Where(one => one.Standings.Count > 0).ToList();
            rankings.AddRange(manned.SelectMany(one => PlainRanking.Of(one, edition, columns)));
            last = manned.Count > 0 ? edition : last;
            var honours = EmptyPlaces.Of(Honours.Of(week, scores, input.Rules, ranked), scores, input.Rules);
            lists.AddRange(honours.Lists);
            prizes.AddRange(honours.Prizes);
        }

        return new Scoreboard([], rankings)
        {
            Last = last,
            Lists = input.Rules.InOrder.All(edition => edition.Lists.IsEmpty) ? null : lists,
            Prizes = input.Rules.InOrder.All(edition => edition.Ranking.Prizes.IsEmpty) ? null : prizes,
        };
    }

    // From the first week with a line or a list to the last.
    private static IEnumerable<Week> Weeks(IReadOnlyList<UnitScore> scores, RuleSet rules)
    {
        var weeks = scores.SelectMany(score => score.Sheets).Where(sheet => sheet.Lines.Length > 0)
            .Select(sheet => sheet.Week)
            .Concat(scores.SelectMany(score => score.Views)
                .Select(view => rules.On(view.Day)!.Calendar.WeekOf(view.Day)))
            .ToHashSet();
        if (weeks.Count == 0)
        {
            yield break;
        }

        var last = weeks.Max();
        for (var week = weeks.Min(); week <= last; week = week.Next)
        {
            yield return week;
        }
    }
}
