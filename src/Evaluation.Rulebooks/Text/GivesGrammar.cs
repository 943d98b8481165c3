using System.Collections.Immutable;
using static Evaluation.Rulebooks.Text.GrammarKey;

namespace Evaluation.Rulebooks.Text;

/// <summary>The part of <see cref="Grammar"/> about what a clause gives.</summary>
internal static class GivesGrammar
{
    private static readonly NumberType Number = new();
    private static readonly FormulaType Amount = new("数字");
    private static readonly FormulaType Condition = new("条件");
    private static readonly MapType Steps = new(Number, Number);

    // Gives by the tier in which an amount lies.
    private static readonly GrammarSection Tiers = new("tiers", "分档", "gives",
        Must("tiers", Amount, "按什么分档。", "contracted"),
        Must("from", Steps, "每档的下限（含本数）和分值。", "{1亿: 5, 5亿: 8}"));

    // Gives for each part of an amount by the band in which the part lies.
    private static readonly GrammarSection Bands = new("bands", "分段", "gives",
        Must("bands", Amount, "按什么分段累计。", "contracted"),
        May("per", Number, "每多少计一份，大于0。", "1亿", "1"),
        Must("from", Steps, "每段的下限和该段内每份的分值。", "{0: 2, 1亿: 0.5}"));

    // Gives by a word.
    private static readonly GrammarSection Choice = new("choose", "按选项", "gives",
        Must("choose", new FormulaType("文字"), "按哪个选项或文字。", "unit"),
        Must("of", new MapType(new NameType("选项", []), Number), "各选项的分值，未列的为0分。",
            "{坑口街道: 0.6, 凤凰镇: 0.3}"));

    /// <summary>A rung of a ladder.</summary>
    public static readonly GrammarSection Rung = new("rung", "档次", "ladder 的一项",
        Must("when", Condition, "本档的条件。", "part = 1"),
        Must("give", Amount, "本档的分值。", "100"));

    // Gives by the first condition that holds.
    private static readonly GrammarSection Ladder = new("ladder", "阶梯", "gives",
        Must("ladder", new ListType(new SectionType(Rung)), "由上而下，取第一个条件成立的档次，都不成立为0分。",
            "[{when: part = 1, give: 100}, {when: part >= 50%, give: 50}]"));

    /// <summary>The ways of `gives` beside a formula.</summary>
    public static readonly ImmutableArray<GrammarSection> Ways = [Tiers, Bands, Choice, Ladder];
}
