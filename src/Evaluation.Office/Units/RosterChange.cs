using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Units;

/// <summary>An entry in the list of units, whichever it is: dated and said in a sentence.</summary>
public static class RosterChange
{
    /// <summary>The first day on which the list is another one.</summary>
    public static DateOnly Since(object change) => change switch
    {
        UnitEntered e => e.From,
        UnitRegrouped e => e.From,
        UnitRenamed e => e.From,
        UnitLeft e => Next(e.To),
        UnitsMerged e => e.From,
        UnitSplit e => e.From,
        LeaderAppointed e => e.From,
        LeaderReleased e => Next(e.To),
        _ => throw new InvalidOperationException($"{change.GetType().Name} does not change a roster."),
    };

    /// <summary>What an entry says, in a sentence.</summary>
    /// <param name="roster">The list before it.</param>
    public static string InWords(Roster roster, object change)
    {
        var day = $"{Since(change):yyyy年M月d日}";
        return change switch
        {
            UnitEntered e => $"{e.Name}（{e.Kind}）自{day}起列入考评，参加“{e.Group}”组的排名。",
            UnitRegrouped e => $"{NameOf(e.Unit)}自{day}起由“{Running(e.Unit)?.Group}”组改到“{e.Group}”组排名。",
            UnitRenamed e => $"{NameOf(e.Unit)}自{day}起改称{e.Name}。",
            UnitLeft e => $"{NameOf(e.Unit)}考评到{e.To:yyyy年M月d日}为止，自次日起不再列入。",
            UnitsMerged e => $"{Names(e.Units)}自{day}起并入{e.Name ?? NameOf(e.Into)}"
                + $"{(e.Group is null ? "" : $"，新单位参加“{e.Group}”组的排名")}。",
            UnitSplit e => $"{NameOf(e.Unit)}自{day}起拆分为"
                + string.Join('、', e.Into.Select(Part)) + "。",
            LeaderAppointed e => $"{e.Person}自{day}起任{NameOf(e.Unit)}{PostOf(e.Post)}。",
            LeaderReleased e => $"{e.Person}任{NameOf(e.Unit)}领导到{e.To:yyyy年M月d日}为止。",
            _ => "",
        };

        static string Part(SplitPart part) => $"{part.Name}（{part.Group}，承接{Value.Of(part.Share)}）";

        string NameOf(string unit) => Running(unit)?.Name ?? unit;

        string Names(IEnumerable<string> units) => string.Join('、', units.Select(NameOf));

        UnitTerm? Running(string unit) => roster.Terms.FindLast(term => term.Unit == unit);
    }

    /// <summary>A post in the office's words.</summary>
    public static string PostOf(string post) => post switch
    {
        "top" => "党政一把手",
        "member" => "班子成员",
        _ => post,
    };

    private static DateOnly Next(DateOnly day) => day == DateOnly.MaxValue ? day : day.AddDays(1);
}
