using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Ranking;

/// <summary>What is shown beside a place and changes no points: veto, exclusion, a grade more or less.</summary>
internal static class Statuses
{
    /// <summary>The statuses that a unit has by its year to date, in the order of the rules.</summary>
    public static IReadOnlyList<StatusRule> Of(
        UnitTotals unit, string group, string kind, Week week, Rulebook edition, TargetAmounts targets,
        DateOnly? through, Roster? roster)
    {
        if (edition.Ranking.Status.IsEmpty)
        {
            return [];
        }

        // The year of a week over new year ends within the week; targets bear the name of that year.
        var yearEnd = edition.Calendar.EndOf(Period.Year, edition.Calendar.YearOf(week));
        var day = through ?? (yearEnd < week.End ? yearEnd : week.End);
        var year = edition.Calendar.NameOf(Period.Year, day);
        var carried = roster is null ? null : CarriedPeriods.ToDate(roster);
        return [.. edition.Ranking.Status.Where(status => status.When.Holds(ViewBy(
            carried?.Carries(edition, status.When, day) == true ? Beginning.Before(edition)
                : Beginning.Of(edition, roster?.Begins))))];

        PeriodView ViewBy(Beginning beginning) => new(
            unit.Unit, day, group, kind,
            [.. edition.Measures.Select(measure => unit.YearFigures.GetValueOrDefault(measure.Name))])
        {
            Points = edition.Ranking.Decided(unit.YearPoints),
            Elapsed = beginning.Elapsed(day),
            Judged = beginning.Share(Period.Year, day),
            Target = indicator => beginning.Target(targets.Of(unit.Unit, indicator, year), Period.Year, day),
        };
    }

    /// <summary>The grade by points or by place, moved by the statuses; null when units are not graded.</summary>
    public static string? Grade(Standing standing, IReadOnlyList<StatusRule> held, RankingRules rules)
    {
        if (rules.Grades.IsEmpty || standing.YearRank == 0)
        {
            return null;
        }

        var (at, places) = (0, 0);
        while (at + 1 < rules.Grades.Length && !Reached(rules.Grades[at]))
        {
            at++;
        }

        var lifted = at - held.Count(status => status.Effect == StatusEffect.Lift)
            + held.Count(status => status.Effect == StatusEffect.Lower);
        return rules.Grades[Math.Clamp(lifted, 0, rules.Grades.Length - 1)].Name;

        bool Reached(GradeRule grade)
        {
            places += grade.Places ?? 0;
            return grade.From is { } from ? rules.Decided(standing.Totals.YearPoints) >= from
                : grade.Places is null || standing.YearRank <= places;
        }
    }
}
