using System.Globalization;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.SecondCount;

/// <summary>Everything that is given, and what is found by leafing through it from the first page each time.</summary>
internal sealed class SecondInput
{
    private const decimal LargestAmount = 1_000_000_000_000_000_000m;

    private readonly RuleSet rules;
    private readonly Roster roster;
    private readonly ILookup<string, UnitTerm> terms;
    private readonly Dictionary<string, List<Fact>> factsOf;
    private readonly SecondFormula formulas;
    private readonly Dictionary<string, string> letters = new(StringComparer.Ordinal);
    private readonly Dictionary<DateOnly, DateOnly> begun = [];

    public SecondInput(IEnumerable<Fact> given, RuleSet rules, Roster roster, DateOnly? through, TargetAmounts targets)
    {
        (this.rules, this.roster, Through, Targets) = (rules, roster, through, targets);
        var counted = rules.Counted(through);
        var all = given.ToList();
        var own = all.FindAll(fact => counted.First <= fact.OccurredOn && fact.OccurredOn <= counted.Last)
            .ConvertAll(fact => roster.Firms is { } firms ? SecondFirms.Read(fact, firms, this) : fact);
        Units = [.. roster.Terms.Select(term => term.Unit).Concat(all.Select(fact => fact.Unit)).Distinct()];
        Opening = new SecondOpening(this);
        formulas = new SecondFormula(this, new SecondLines(), new SecondLines());
        terms = roster.Terms.ToLookup(term => term.Unit);
        factsOf = own.Concat(SeenByOthers(own))
            .OrderBy(fact => fact.OccurredOn).ThenBy(fact => fact.Id, StringComparer.Ordinal)
            .GroupBy(fact => fact.Unit).ToDictionary(facts => facts.Key, facts => facts.ToList());
        var days = own.Select(fact => fact.OccurredOn).Concat(rules.InOrder.Select(edition => edition.From))
            .Concat(through is { } last ? [last] : []).ToList();
        AllDays = days.Count == 0 ? [] : [.. Days.Each(days.Min(), days.Max())];
    }

    /// <summary>The units, in protocol order.</summary>
    public IReadOnlyList<string> Units { get; }

    /// <summary>Each day from the first to the last.</summary>
    public IReadOnlyList<DateOnly> AllDays { get; }

    /// <summary>The editions in order of adoption.</summary>
    public IReadOnlyList<Rulebook> Editions => rules.InOrder;

    /// <summary>Who was evaluated when.</summary>
    public Roster Roster => roster;

    /// <summary>The last day through which duties are judged; null judges none.</summary>
    public DateOnly? Through { get; }

    /// <summary>What the units are to reach.</summary>
    public TargetAmounts Targets { get; }

    /// <summary>What units brought along.</summary>
    public SecondOpening Opening { get; }

    /// <summary>The last day of the last week sealed before one number decided; null for none.</summary>
    public DateOnly? ExactThrough => rules.ExactThrough;

    /// <summary>The facts that a unit sees, in order of day, then of number.</summary>
    public IReadOnlyList<Fact> FactsOf(string unit) => factsOf.GetValueOrDefault(unit) ?? [];

    /// <summary>Those between two days.</summary>
    public IEnumerable<Fact> FactsOf(string unit, DateOnly first, DateOnly last) =>
        factsOf.TryGetValue(unit, out var facts)
            ? facts.Skip(facts.FindLastIndex(fact => fact.OccurredOn < first) + 1)
                .TakeWhile(fact => fact.OccurredOn <= last)
            : [];

    /// <summary>The edition that decides on a day: of those in force, the one adopted last.</summary>
    public Rulebook? EditionOn(DateOnly day) => rules.InOrder.LastOrDefault(one => one.From <= day && day <= one.To);

    /// <summary>The unit as the roster has it on a day.</summary>
    public UnitTerm? TermOn(string unit, DateOnly day) => terms[unit].FirstOrDefault(
        term => term.From <= day && (term.To is null || day <= term.To));

    /// <summary>Whether weeks were counted as they were before the first week of rules had its own year.</summary>
    public bool YearsByFirstDay => rules.YearsByFirstDay;

    /// <summary>
    /// Whether on every day that is judged of the period that ends then the unit was evaluated and rules were in force.
    /// </summary>
    public bool Covers(Rulebook edition, string unit, Period period, DateOnly day) =>
        FirstJudged(edition, period, day) is { } first && Evaluated(unit, first, day);

    /// <summary>Whether the sheet says that the period is not judged because evaluation began within it.</summary>
    public bool Says(Rulebook edition, string unit, Period period, DateOnly day) =>
        Begun(edition, day) is var begins && begins <= day && IsCut(edition, period, day)
        && (edition.FirstPeriods == CutPeriods.Unjudged
            || (edition.FirstPeriods is null && begins > RulesBegun(edition, day)))
        && Evaluated(unit, begins, day);

    /// <summary>How much of the period that holds a day is judged, by days.</summary>
    public decimal ShareJudged(Rulebook edition, Period period, DateOnly day)
    {
        if (day < Begun(edition, day))
        {
            return 1m;
        }

        var all = Days.Each(Days.First(edition.Calendar, period, day), Days.Last(edition.Calendar, period, day))
            .ToList();
        var judged = all.Count(one => one >= Begun(edition, day));
        return judged == all.Count ? 1m : Days.Share(judged, all.Count);
    }

    /// <summary>A target; of a period cut by the beginning its part, where the edition divides it.</summary>
    public decimal? TargetOf(Rulebook edition, string unit, string measure, Period period, DateOnly day)
    {
        var given = Targets.Of(unit, measure, Days.Name(edition.Calendar, period, day));
        return edition.FirstPeriods == CutPeriods.Proportional ? given * ShareJudged(edition, period, day) : given;
    }

    /// <summary>The share of the year that is over, or of its judged part where the edition divides.</summary>
    public decimal Elapsed(Rulebook edition, DateOnly day, bool byMonths)
    {
        if (edition.FirstPeriods != CutPeriods.Proportional || day < Begun(edition, day)
            || !IsCut(edition, Period.Year, day))
        {
            return byMonths ? Days.ElapsedMonths(edition.Calendar, day) : Days.Elapsed(edition.Calendar, day);
        }

        var (begins, last) = (Begun(edition, day), Days.Last(edition.Calendar, Period.Year, day));
        return byMonths && Days.WholeMonths(begins, last) > 0
            ? Days.Share(Days.WholeMonths(begins, day), Days.WholeMonths(begins, last))
            : Days.Share(Days.Each(begins, day).Count(), Days.Each(begins, last).Count());
    }

    private bool IsCut(Rulebook edition, Period period, DateOnly day) =>
        Begun(edition, day) > Days.First(edition.Calendar, period, day);

    // The first day of the evaluation: the first one of rules without a gap, or that on which the district began.
    private DateOnly Begun(Rulebook edition, DateOnly day) =>
        RulesBegun(edition, day) is var first && roster.Begins > first ? roster.Begins.Value : first;

    private DateOnly RulesBegun(Rulebook edition, DateOnly day)
    {
        day = day < edition.To ? day : edition.To;
        if (!begun.TryGetValue(day, out var first))
        {
            first = day;
            while (first > DateOnly.MinValue && EditionOn(first.AddDays(-1)) is not null)
            {
                first = first.AddDays(-1);
            }

            begun[day] = first;
        }

        return first;
    }

    private DateOnly? FirstJudged(Rulebook edition, Period period, DateOnly day) =>
        Begun(edition, day) > day ? null
        : !IsCut(edition, period, day) ? Days.First(edition.Calendar, period, day)
        : edition.FirstPeriods is CutPeriods.Whole or CutPeriods.Proportional ? Begun(edition, day)
        : null;

    /// <summary>The first day of the evaluation, as an edition sees it on a day.</summary>
    public DateOnly BeginsOn(Rulebook edition, DateOnly day) => Begun(edition, day);

    /// <summary>Whether the unit was evaluated, and rules were in force, on every day between two.</summary>
    public bool Evaluated(string unit, DateOnly first, DateOnly last) => Days.Each(first, last)
        .All(one => TermOn(unit, one) is not null && EditionOn(one) is not null);

    /// <summary>Who held a post of the unit on every day that is judged of the period that ends on a day.</summary>
    public IEnumerable<string> HoldersOf(string post, Rulebook edition, string unit, Period period, DateOnly day)
    {
        var first = FirstJudged(edition, period, day) ?? Days.First(edition.Calendar, period, day);
        var days = Days.Each(first, day).ToList();
        var terms = roster.Leaders.Where(term => term.Unit == unit && term.Post == post).ToList();
        var persons = terms.Select(term => term.Person).DistinctBy(LettersOf);
        return persons.Where(person => days.TrueForAll(one => terms.Exists(
            term => Alike(term.Person, person) && term.From <= one && (term.To is null || one <= term.To))));
    }

    /// <summary>
    /// First day from which caps, counts and repeated facts run that hold on a day: that of the period, or of the last
    /// edition within it that started over.
    /// </summary>
    public DateOnly Begin(Rulebook edition, Period period, DateOnly day)
    {
        var first = Days.First(edition.Calendar, period, day);
        return Editions.Where(one => one.Restarts && first < one.From && one.From <= day && EditionOn(one.From) == one)
            .Select(one => one.From).Append(first).Max();
    }

    /// <summary>Whether an earlier fact that the unit sees is the same one (`same` of a declared kind).</summary>
    public bool IsTwin(Fact fact)
    {
        var kinds = EditionOn(fact.OccurredOn)?.Kinds.Declared ?? [];
        if (kinds.FirstOrDefault(kind => kind.Name == fact.Kind) is not { Same: [_, ..] same })
        {
            return false;
        }

        return FactsOf(fact.Unit).TakeWhile(earlier => earlier != fact).Any(earlier =>
            earlier.Kind == fact.Kind && EditionOn(earlier.OccurredOn) is not null
            && Same(same, earlier, fact));
    }

    /// <summary>Whether two facts have the same values.</summary>
    public bool Same(IEnumerable<string> fields, Fact one, Fact other) => fields.All(field =>
        (ValueOf(one, field), ValueOf(other, field)) is var (mine, others)
        && (mine == others || (mine.Text is { } text && others.Text is { } otherText && Alike(text, otherText))));

    /// <summary>Whether two texts name the same.</summary>
    public bool Alike(string one, string other) => LettersOf(one) == LettersOf(other);

    /// <summary>The text of a field; empty when it is not given.</summary>
    public static string TextOf(Fact fact, string field) => ValueOf(fact, field).Text ?? "";

    /// <summary>The facts that a measure counts for a unit between two days, with what each adds.</summary>
    /// <param name="measure">The measure's name.</param>
    /// <param name="person">Only those that name the person; null for all.</param>
    /// <param name="first">First day.</param>
    /// <param name="last">Last day.</param>
    public IEnumerable<SecondAmount> Counted(
        string measure, string unit, string? person, DateOnly first, DateOnly last)
    {
        foreach (var fact in FactsOf(unit, first, last))
        {
            // What stands does so without a balance.
            if (EditionOn(fact.OccurredOn) is { } edition
                && edition.Measures.FirstOrDefault(one => one.Name == measure && one.Kind == fact.Kind) is { } counting
                && (!Opening.IsBefore(fact.OccurredOn) || counting.Takes == Taking.Standing)
                && (person is null || Alike(TextOf(fact, "person"), person))
                && Holder(counting, fact) == unit && !IsTwin(fact)
                && Amount(counting, new SecondScope(edition, unit, fact.OccurredOn, fact, Period.Fact)) is { } amount)
            {
                yield return new SecondAmount(fact, amount, counting.Key is { } key ? LettersOf(formulas.Text(
                    key, new SecondScope(edition, unit, fact.OccurredOn, fact, Period.Fact))) : "");
            }
        }
    }

    /// <summary>Whether a measure is more than a sum or a count in some edition.</summary>
    public bool TakesOne(string measure) =>
        Editions.Any(edition => edition.Measures.Any(one => one.Name == measure && one.Takes is not null));

    /// <summary>Whether a measure is what stands on a day, in every edition that has it.</summary>
    public bool Stands(string measure) => Editions.SelectMany(edition => edition.Measures)
        .Where(one => one.Name == measure).All(one => one.Takes == Taking.Standing);

    /// <summary>The places that facts of a unit state between two days, while they are counted back to.</summary>
    public IEnumerable<int> Stated(TieBreaker tie, string unit, DateOnly first, DateOnly last) =>
        FactsOf(unit, Opening.Since(first), last)
        .Where(fact => fact.Kind == tie.Kind && fact.ReportedBy is null && !IsTwin(fact)
            && EditionOn(fact.OccurredOn)?.Ranking.TieBreak.Contains(tie) == true)
        .Select(fact => ValueOf(fact, tie.Field!).Number ?? 0m)
        .Where(place => place is >= 1m and <= TieBreaker.LastPlace).Select(place => (int)place);

    /// <summary>
    /// Whom a unit met in facts between two days, and what it has against them, or once for each fact.
    /// </summary>
    public IEnumerable<(string Opponent, decimal Amount)> Versus(
        TieBreaker tie, string unit, DateOnly first, DateOnly last)
    {
        foreach (var fact in FactsOf(unit, Opening.Since(first), last).Where(fact => fact.Kind == tie.Kind))
        {
            var edition = EditionOn(fact.OccurredOn);
            if (edition?.Ranking.TieBreak.FirstOrDefault(one => one.FigureOf("") == tie.FigureOf("")
                    && one.OfOpponents == tie.OfOpponents) is { } known
                && fact.ReportedBy is null && !IsTwin(fact) && TextOf(fact, tie.Field!) is { Length: > 0 } opponent)
            {
                yield return (opponent, Against(known, new SecondScope(
                    edition, unit, fact.OccurredOn, fact, Period.Fact)));
            }
        }
    }

    private decimal Against(TieBreaker tie, SecondScope at)
    {
        try
        {
            return tie.Against is { } against ? formulas.Number(against, at) : 1m;
        }
        catch (OverflowException)
        {
            return 0m;
        }
    }

    /// <summary>`on_time`, `late` or `missing`; the week's report is filed under its last day.</summary>
    public string ReportState(SecondScope at)
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
    public bool NilReport(SecondScope at) => ReportOn(at)?.Values["nil"].Flag == true;

    private Fact? ReportOn(SecondScope at) =>
        FactsOf(at.Unit, at.Day, at.Day).LastOrDefault(fact => fact.Kind == BuiltInKinds.Report);

    // A fact is also seen by each unit that it names where a clause divides its points or a measure names the holder.
    private List<Fact> SeenByOthers(List<Fact> own)
    {
        var shown = new List<Fact>();
        var sees = own.Select(fact => (fact.Id, fact.Unit)).ToHashSet();
        foreach (var fact in own)
        {
            var edition = EditionOn(fact.OccurredOn);
            var divided = edition?.Clauses.Where(clause => clause.Kind == fact.Kind && clause.Share is not null)
                .SelectMany(clause => clause.Share!.Others.Select(other => other.Field)) ?? [];
            var held = edition?.Measures.Where(measure => measure.Kind == fact.Kind)
                .Select(measure => measure.Holder).OfType<string>() ?? [];
            foreach (var named in divided.Concat(held).Select(field => TextOf(fact, field))
                .Where(one => one.Length > 0))
            {
                if (sees.Add((fact.Id, named)))
                {
                    shown.Add(fact with { Unit = named, ReportedBy = fact.Unit });
                }
            }
        }

        return shown;
    }

    // For whom a measure counts a fact: the unit that holds the figure, or one that reported it or has a part in it.
    private static string? Holder(Measure measure, Fact fact) =>
        measure.Holder is { } field && TextOf(fact, field) is { Length: > 0 } holder ? holder
            : fact.ReportedBy is null ? fact.Unit : null;

    // Null when the fact is not counted; 0 if the amount overflows.
    private decimal? Amount(Measure measure, SecondScope at)
    {
        try
        {
            if (measure.Key is { } key && formulas.Text(key, at).Length == 0)
            {
                return null;
            }

            if (!formulas.Holds(measure.Where, at))
            {
                return measure.Takes == Taking.Standing ? 0m : null;
            }

            if (measure.Sum is null)
            {
                return 1m;
            }

            var amount = formulas.Number(measure.Sum, at);
            return Math.Abs(amount) > LargestAmount ? 0m
                : measure.Holder is null && measure.Takes is null ? amount * at.Fact!.Part : amount;
        }
        catch (OverflowException)
        {
            return 0m;
        }
    }

    // Once for each text: few are written, and each is compared with many.
    private string LettersOf(string text)
    {
        if (rules.ByCodePoint)
        {
            return text;
        }

        if (!letters.TryGetValue(text, out var found))
        {
            letters[text] = found = SecondNames.Letters(text);
        }

        return found;
    }

    private static Value ValueOf(Fact fact, string field) =>
        field == "occurred_on" ? Value.Of(fact.OccurredOn) : fact.Values.GetValueOrDefault(field, Value.Of(""));
}
