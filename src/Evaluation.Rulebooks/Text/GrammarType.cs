using System.Collections.Immutable;

namespace Evaluation.Rulebooks.Text;

/// <summary>What a key of a rulebook's text holds.</summary>
public abstract record GrammarType;

/// <summary>Any scalar.</summary>
/// <param name="Longest">In characters.</param>
/// <param name="Form">How it must look, a regular expression; null for anything.</param>
/// <param name="Noun">What it is, in print.</param>
public sealed record TextType(int Longest = 2000, string? Form = null, string Noun = "文字") : GrammarType;

/// <summary>The name of something: a kind, a field, a measure or an article.</summary>
/// <param name="Noun">What is named, in print.</param>
/// <param name="Known">Names that every rulebook knows; others are declared in the text.</param>
public sealed record NameType(string Noun, ImmutableArray<string> Known) : GrammarType;

/// <summary>A number, with 万, 亿 or % where the text says so.</summary>
/// <param name="Least">The lowest, null for none.</param>
/// <param name="Most">The highest, null for none.</param>
public sealed record NumberType(decimal? Least = null, decimal? Most = null) : GrammarType;

/// <summary>A whole number within bounds.</summary>
public sealed record WholeType(int Least, int Most) : GrammarType;

/// <summary>A day, yyyy-MM-dd.</summary>
public sealed record DateType : GrammarType;

/// <summary>Yes or no.</summary>
public sealed record FlagType : GrammarType;

/// <summary>One of some words.</summary>
/// <param name="Words">Each with what it means in print.</param>
public sealed record ChoiceType(params ImmutableArray<(string Word, string Meaning)> Words) : GrammarType;

/// <summary>A formula.</summary>
/// <param name="Gives">What it gives: 数字, 条件 or 文字.</param>
public sealed record FormulaType(string Gives) : GrammarType
{
    /// <summary>Whether it stands beside a number with bounds, so that a plain number is none.</summary>
    public bool BesideNumber { get; init; }
}

/// <summary>A list.</summary>
/// <param name="Of">What its entries hold.</param>
public sealed record ListType(GrammarType Of) : GrammarType;

/// <summary>A map whose keys the author chooses.</summary>
/// <param name="Key">What the keys are.</param>
/// <param name="Of">What their values hold.</param>
public sealed record MapType(GrammarType Key, GrammarType Of) : GrammarType;

/// <summary>A section with keys of its own.</summary>
public sealed record SectionType(GrammarSection Section) : GrammarType;

/// <summary>One of several ways of writing.</summary>
public sealed record EitherType(params ImmutableArray<GrammarType> Ways) : GrammarType;
