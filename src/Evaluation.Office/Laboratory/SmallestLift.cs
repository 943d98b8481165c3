using System.Globalization;
using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Laboratory;

/// <summary>
/// Which verified facts would lift a unit by a place in the year to date of the running week: facts of one kind, each
/// like the last one that the unit, else its group, had verified, about firms and projects that nobody named before.
/// </summary>
public sealed class SmallestLift
{
    /// <summary>At most so many facts of a kind are tried.</summary>
    public const int MostFacts = 20;

    private readonly Snapshot known;
    private readonly RuleSet rules;
    private readonly Rulebook edition;
    private readonly Week week;
    private readonly string unit;
    private readonly string group;
    private readonly IReadOnlyList<UnitScore> scores;
    private readonly bool whole;
    private readonly List<DateOnly> days;

    private SmallestLift(Snapshot known, RuleSet rules, Rulebook edition, Week week, string unit, string group)
    {
        (this.known, this.rules, this.edition) = (known, rules, edition);
        (this.week, this.unit, this.group) = (week, unit, group);
        scores = known.Score(rules);
        whole = Scorer.TakesWholeDistrict(rules, known.District.Roster);
        var year = edition.Calendar.YearOf(week);
        days = [.. Trial.Days(week.Start, week.End).Where(day =>
            edition.Calendar.YearOf(day) == year && rules.On(day) is not null
            && known.District.Roster.On(unit, day) is not null)];
    }

    /// <summary>What lifts a unit, or why that cannot be found.</summary>
    public static Result<LiftReport> Of(Snapshot known, RuleSet rules, string unit)
    {
        var week = known.District.LastClosed?.Next ?? rules.InOrder.Min(one => one.Calendar.WeekOf(one.From));
        if (Snapshot.Frame(rules, week) is not { } edition)
        {
            return Refusal.NotFound(
                "unknown-week", $"进行中的{week}没有施行中的考评办法。", "lift", "请先采纳该期间的办法。");
        }

        if (known.District.Roster.On(unit, week.End) is not { } term || !edition.Ranking.Groups.Contains(term.Group))
        {
            return Refusal.Unknown("unit", $"{week}排名中的单位", unit, "请核对单位简称。");
        }

        return new SmallestLift(known, rules, edition, week, unit, term.Group).Report(term.Name);
    }

    private LiftReport Report(string name)
    {
        var standing = Standing(Rank(scores));
        var (options, untried) = standing.YearRank > 1 ? Options(standing) : ([], []);
        var ordered = options.OrderBy(option => option.Count ?? int.MaxValue)
            .ThenBy(option => option.Count is null ? 0m : option.Gained).ToList();
        var smallest = ordered.Find(option => option.Count is not null);
        var confirmed = smallest is null ? null : PlainRanking.Of(Confirm(smallest), edition, []).Last();
        return new LiftReport(
            unit, group, week.Id, standing.YearRank, Exact.Trim(standing.Totals.YearPoints), ordered, untried, smallest,
            confirmed, Sentence(name, standing, smallest));
    }

    private (List<LiftOption> Options, List<string> Untried) Options(Standing standing)
    {
        var (options, untried) = (new List<LiftOption>(), new List<string>());
        foreach (var kind in days.Count == 0 ? [] : edition.Kinds.Reportable)
        {
            if (Like(kind.Name) is not { } like)
            {
                untried.Add(kind.Label);
                continue;
            }

            var now = standing;
            var count = 0;
            while (count < MostFacts && now.YearRank >= standing.YearRank)
            {
                now = Standing(Rank(With(kind, like, ++count)));
            }

            var lifted = now.YearRank < standing.YearRank;
            options.Add(new LiftOption(
                kind.Name, kind.Label, Sentences.About(like.ToFact(), like.Fact, known.Names, rules), like.Unit,
                lifted ? count : null, Exact.Trim(now.Totals.YearPoints - standing.Totals.YearPoints), now.YearRank));
        }

        return (options, untried);
    }

    // The unit's own last fact of the kind, else the last one of a unit of its group.
    private LedgerEntry? Like(string kind) => known.Entries
        .Where(entry => entry.Kind == kind && entry.OccurredOn <= week.End
            && (entry.Unit == unit || known.District.Roster.On(entry.Unit, entry.OccurredOn)?.Group == group))
        .OrderByDescending(entry => entry.Unit == unit).ThenByDescending(entry => entry.OccurredOn)
        .ThenByDescending(entry => entry.Fact, StringComparer.Ordinal).FirstOrDefault();

    // Only the unit is counted again, unless others depend on it.
    private IReadOnlyList<UnitScore> With(KindDefinition kind, LedgerEntry like, int count)
    {
        var added = Enumerable.Range(1, count).Select(number => Another(kind, like, number));
        if (whole)
        {
            return (known with { Entries = [.. known.Entries, .. added] }).Score(rules);
        }

        var facts = known.Entries.Where(entry => entry.Unit == unit).Concat(added).Select(entry => entry.ToFact());
        var district = known.District;
        var score = Scorer.Score(unit, facts, rules, district.Roster, district.LastClosed?.End, district.Targets);
        return [.. scores.Select(one => one.Unit == unit ? score : one)];
    }

    private LedgerEntry Another(KindDefinition kind, LedgerEntry like, int number)
    {
        var distinguishing = kind.Same.Concat(edition.Clauses.Where(clause => clause.Kind == kind.Name)
            .SelectMany(clause => clause.Repeat?.Same ?? [])).ToHashSet(StringComparer.Ordinal);
        var suffix = number.ToString("00", CultureInfo.InvariantCulture);
        var values = new Dictionary<string, Value>(like.Values, StringComparer.Ordinal);
        foreach (var field in kind.Fields.Concat(kind.FromFile).Where(field => values.ContainsKey(field.Name)))
        {
            if (field.Type is FieldType.Enterprise or FieldType.Project
                || (field.Type == FieldType.Text && distinguishing.Contains(field.Name)))
            {
                values[field.Name] = Value.Of($"假设{field.Label}{suffix}");
            }
            else if (field.Type == FieldType.Claim)
            {
                values.Remove(field.Name);
            }
        }

        return new LedgerEntry(
            $"试升{suffix}", unit, kind.Name, days[(number - 1) % days.Count], 1m, values, known.Position, null);
    }

    private GroupRanking Rank(IReadOnlyList<UnitScore> some)
    {
        var byUnit = some.ToDictionary(score => score.Unit, StringComparer.Ordinal);
        return Ranker.Rank(
            week, group,
            [
                .. Ranker.UnitsOf(known.District.Roster, group, week)
                    .Select(one => Ranker.Totals(byUnit[one], week, edition.Calendar.YearOf(week))),
            ],
            edition, known.District.Targets);
    }

    private Standing Standing(GroupRanking ranking) =>
        ranking.Standings.Single(standing => standing.Totals.Unit == unit);

    private GroupRanking Confirm(LiftOption option)
    {
        var kind = edition.Kinds.Find(option.Kind)!;
        var like = Like(option.Kind)!;
        var added = Enumerable.Range(1, option.Count!.Value).Select(number => Another(kind, like, number));
        var tried = known with { Entries = [.. known.Entries, .. added] };
        return tried.Rank(rules, tried.Score(rules), week).Single(ranking => ranking.Group == group);
    }

    private static string Sentence(string name, Standing standing, LiftOption? smallest) =>
        standing.YearRank == 0 ? $"{name}不参加排名。"
        : standing.YearRank == 1 ? $"{name}年度累计已列第1位。"
        : smallest is null
            ? $"{name}年度累计列第{standing.YearRank}位；本周内同一类别{MostFacts}件以内的事项都不能使其提升名次。"
        : $"{name}年度累计列第{standing.YearRank}位；本周再有{smallest.Count}件“{smallest.Label}”经认定，"
            + $"即得{TrialSentences.Printed(smallest.Gained)}分，升至第{smallest.Rank}位。";
}
