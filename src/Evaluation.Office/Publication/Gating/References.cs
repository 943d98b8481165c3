using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Checks;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication.Gating;

/// <summary>
/// What names something that the week's rules or roster do not know, and would therefore be left out in silence: units
/// of a group that is not ranked, points of units that are not on the list, decisions and targets that nothing counts,
/// units that conditions name.
/// Decisions refuse what can be known when they are taken; rules and roster may change after that.
/// </summary>
internal static class References
{
    private const int MostNamed = 6;

    /// <summary>What the week's ranking would leave out, by name; nothing while no rules are in force.</summary>
    public static IReadOnlyList<string> Of(GateInput input) =>
        BulletinMaker.EditionOf(input.Now.Rules, input.Term) is not { } edition ? []
            :
            [
                .. Unranked(input, edition), .. Unlisted(input), .. Uncounted(input),
                .. Unmeasured(input, edition), .. Unnamed(input, edition),
            ];

    private static IEnumerable<string> Unranked(GateInput input, Rulebook edition) =>
        from term in input.Now.Known.District.Roster.On(input.Term.Last)
        where !edition.Ranking.Groups.Contains(term.Group)
        select $"单位“{term.Unit}”的组别“{term.Group}”不在考评办法第{edition.Edition}版的组别之中，没有参加排名。"
            + Finding.Nearest(term.Group, edition.Ranking.Groups);

    private static IEnumerable<string> Unlisted(GateInput input)
    {
        var roster = input.Now.Known.District.Roster;
        return from score in input.Now.Scores
               from sheet in score.Sheets
               from line in sheet.Lines
               where input.Term.First <= line.On && line.On <= input.Term.Last && line.Points != 0m
                   && roster.On(score.Unit, line.On) is null
               select $"“{line.Fact}”计给“{score.Unit}”{Value.Of(line.Points)}分，"
                   + $"该单位在{line.On:yyyy-MM-dd}不在名册，不参加任何排名。";
    }

    private static IEnumerable<string> Uncounted(GateInput input) =>
        from entry in input.Now.Known.Entries
        where entry.Kind == BuiltInKinds.Adjustment && input.Term.First <= entry.OccurredOn
            && entry.OccurredOn <= input.Term.Last
            && input.Now.Rules.On(entry.OccurredOn) is { } edition && !edition.Counts(BuiltInKinds.Adjustment)
        select $"加减分决定“{entry.Fact["adjustment/".Length..]}”（{entry.Unit}，{entry.OccurredOn:yyyy-MM-dd}生效）"
            + "没有计分：当日施行的考评办法没有计算加减分决定的条款。";

    // One sentence for an indicator: a misspelt one is given to all units at once.
    private static IEnumerable<string> Unmeasured(GateInput input, Rulebook edition)
    {
        var measures = edition.Measures.Select(measure => measure.Name).ToHashSet(StringComparer.Ordinal);
        return from given in input.Now.Known.District.Given.All
               where !measures.Contains(given.Target.Indicator) && Holds(edition.Calendar, given.Target, input.Term)
               group given by (given.Target.Indicator, given.Target.Period, given.Document) into same
               select $"“{same.Key.Document}”下达的{PeriodNames.InWords(same.Key.Period)}目标任务的指标"
                   + $"“{same.Key.Indicator}”"
                   + $"（{string.Join('、', same.Select(one => one.Target.Unit).Take(MostNamed))}）"
                   + $"不在考评办法第{edition.Edition}版之中，没有考核。"
                   + (measures.Count == 0 ? "" : Finding.Nearest(same.Key.Indicator, measures));
    }

    private static IEnumerable<string> Unnamed(GateInput input, Rulebook edition)
    {
        var terms = input.Now.Known.District.Roster.Terms;
        return from named in NamedUnits.Of(edition, input.Term.Last)
               let known = terms.Select(term => named.Name == "unit" ? term.Unit : term.Kind).Distinct().ToList()
               where !known.Contains(named.Word)
               let what = named.Name == "unit" ? "单位" : "单位类型"
               select $"考评办法第{edition.Edition}版的条件写到{what}“{named.Word}”，名册中没有。"
                   + $"{Finding.Nearest(named.Word, known)}";
    }

    private static bool Holds(Calendar calendar, Target target, Term term) =>
        calendar.DaysOf(target.Period) is { } days && days.First <= term.Last && term.Last <= days.Last;
}
