using System.Globalization;
using Evaluation.Core.Claims;
using Evaluation.Core.Rules;
using Evaluation.Core.Scoring;
using Evaluation.Core.Units;
using Evaluation.Core.Words;

namespace Evaluation.Core.Shadow;

/// <summary>What a formula looks at: one fact, or a stretch of time on its last day.</summary>
/// <param name="Edition">The edition that decides.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Day">The day of the fact, or the last day of the stretch.</param>
/// <param name="Fact">The fact; null when a stretch of time is judged.</param>
/// <param name="Seen">The stretch of time whose measures and targets are seen.</param>
internal sealed record Sight(Rulebook Edition, string Unit, DateOnly Day, Fact? Fact, Period Seen);

/// <summary>Everything that is given, and what is found by leafing through it from the first page each time.</summary>
internal sealed class Papers(IEnumerable<Fact> given, RuleSet rules, Roster roster, DateOnly? through, Targets targets)
{
    private const decimal LargestAmount = 1_000_000_000_000_000_000m;

    /// <summary>All facts in order of day, then of number.</summary>
    public List<Fact> Facts { get; } =
        [.. given.OrderBy(fact => fact.OccurredOn).ThenBy(fact => fact.Id, StringComparer.Ordinal)];

    /// <summary>The editions in order of adoption.</summary>
    public IReadOnlyList<Rulebook> Editions => rules.InOrder;

    /// <summary>Who was evaluated when.</summary>
    public Roster Roster => roster;

    /// <summary>The last day through which duties are judged; null judges none.</summary>
    public DateOnly? Through => through;

    /// <summary>What the units are to reach.</summary>
    public Targets Targets => targets;

    /// <summary>The edition that decides on a day: of those in force, the one adopted last.</summary>
    public Rulebook? EditionOn(DateOnly day) => rules.InOrder.LastOrDefault(one => one.From <= day && day <= one.To);

    /// <summary>The unit as the roster has it on a day.</summary>
    public UnitTerm? TermOn(string unit, DateOnly day) => roster.Terms.FirstOrDefault(
        term => term.Unit == unit && term.From <= day && (term.To is null || day <= term.To));

    /// <summary>Whether an earlier fact of the unit is the same one (`same` of a declared kind).</summary>
    public bool IsTwin(Fact fact)
    {
        var kinds = EditionOn(fact.OccurredOn)?.Kinds.Declared ?? [];
        if (kinds.FirstOrDefault(kind => kind.Name == fact.Kind) is not { Same: [_, ..] same })
        {
            return false;
        }

        return Facts.TakeWhile(earlier => earlier != fact).Any(earlier =>
            earlier.Unit == fact.Unit && earlier.Kind == fact.Kind && EditionOn(earlier.OccurredOn) is not null
            && Same(same, earlier, fact));
    }

    /// <summary>Whether two facts have the same values.</summary>
    public static bool Same(IEnumerable<string> fields, Fact one, Fact other) =>
        fields.All(field => ValueOf(one, field) == ValueOf(other, field));

    /// <summary>The facts that a measure counts for a unit between two days, with what each adds.</summary>
    public IEnumerable<(Fact Fact, decimal Amount)> Counted(string measure, string unit, DateOnly first, DateOnly last)
    {
        foreach (var fact in Facts.Where(one => one.Unit == unit && first <= one.OccurredOn && one.OccurredOn <= last))
        {
            if (EditionOn(fact.OccurredOn) is { } edition
                && edition.Measures.FirstOrDefault(one => one.Name == measure && one.Kind == fact.Kind) is { } counting
                && !IsTwin(fact)
                && Amount(counting, new Sight(edition, unit, fact.OccurredOn, fact, Period.Fact)) is { } amount)
            {
                yield return (fact, amount);
            }
        }
    }

    /// <summary>`on_time`, `late` or `missing`; the week's report is filed under its last day.</summary>
    public string ReportState(Sight at)
    {
        if (ReportOn(at) is not { } report)
        {
            return "missing";
        }

        var due = at.Edition.Calendar.ReportDue;
        var moment = new DateTimeOffset(at.Day.AddDays(due.DaysAfter).ToDateTime(due.At), at.Edition.Calendar.Offset);
        var submitted = DateTimeOffset.Parse(report.Values["submitted_at"].Text!, CultureInfo.InvariantCulture);
        return submitted <= moment ? "on_time" : "late";
    }

    /// <summary>Whether there is a report for the week and it says that there is nothing to report.</summary>
    public bool NilReport(Sight at) => ReportOn(at)?.Values["nil"].Flag == true;

    private Fact? ReportOn(Sight at) =>
        Facts.LastOrDefault(fact => fact.Kind == Kinds.Report && fact.Unit == at.Unit && fact.OccurredOn == at.Day);

    // Null when the fact is not counted; 0 when its number grows beyond reckoning.
    private decimal? Amount(Measure measure, Sight at)
    {
        var reckoning = new Reckoning(this);
        try
        {
            if (!reckoning.Holds(measure.Where, at))
            {
                return null;
            }

            if (measure.Sum is null)
            {
                return 1m;
            }

            var amount = reckoning.Number(measure.Sum, at);
            return Math.Abs(amount) > LargestAmount ? 0m : amount * at.Fact!.Part;
        }
        catch (OverflowException)
        {
            return 0m;
        }
    }

    private static Value ValueOf(Fact fact, string field) =>
        field == "occurred_on" ? Value.Of(fact.OccurredOn) : fact.Values.GetValueOrDefault(field, Value.Of(""));
}
