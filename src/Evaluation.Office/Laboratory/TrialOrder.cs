using System.Collections.Immutable;
using Evaluation.Office.Adoption;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Laboratory;

/// <summary>What somebody wants to have tried out, as written.</summary>
public sealed record TrialOrder
{
    /// <summary>At most so many facts are left out, and at most so many are added.</summary>
    public const int MostFacts = 200;

    private const int LongestShown = 60;

    /// <summary>The text of a draft; null to keep the editions in force.</summary>
    public string? Draft { get; init; }

    /// <summary>Whether the draft decides on every day, also outside of the days that it names.</summary>
    public bool Everywhere { get; init; }

    /// <summary>Facts to leave out, by claim, report or adjustment.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Facts to add: `UNIT: 2023-06-30 visit leader=top`.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>The unit to be lifted; null for none.</summary>
    public string? Lift { get; init; }

    /// <summary>The first week, for example 2023-W05; null for the last one alone.</summary>
    public string? From { get; init; }

    /// <summary>The last week; null for the last closed one.</summary>
    public string? To { get; init; }

    /// <summary>Reads what is tried.</summary>
    /// <param name="now">The district as known.</param>
    /// <param name="live">The adopted editions.</param>
    /// <param name="findings">What is wrong in a draft that cannot be read; empty otherwise.</param>
    internal Result<TrialInput> Variant(Snapshot now, RuleSet live, out IReadOnlyList<Finding> findings)
    {
        findings = [];
        if (Without.Count > MostFacts || With.Count > MostFacts)
        {
            return new Refusal("too-many", $"一次最多试删、试加各{MostFacts}项。", "with", "请分次试算。");
        }

        Rulebook? draft = null;
        if (!string.IsNullOrWhiteSpace(Draft)
            && !ReadDraft(Draft, now, out findings).TryGet(out draft, out var refusal))
        {
            return refusal;
        }

        var variant = new TrialInput { Draft = draft, Everywhere = Everywhere, Without = [.. Without] };
        var held = now.Entries.Select(entry => entry.Fact).ToHashSet(StringComparer.Ordinal);
        if (Without.FirstOrDefault(fact => !held.Contains(fact)) is { } unknown)
        {
            return Refusal.Unknown(
                "claim", "已计入的事项", Characters.Short(unknown, LongestShown), "请核对编号；未认定、已冲销的事项本来就不计分。");
        }

        var rules = variant.Rules(live);
        var facts = ImmutableArray.CreateBuilder<Fact>();
        foreach (var line in With)
        {
            // Within a day facts count in the order of their names: what is tried comes after what is there.
            if (!FactLine.Read(line, $"试加{facts.Count + 1:000}", rules, now.District.Roster)
                .TryGet(out var fact, out var wrong))
            {
                return wrong;
            }

            facts.Add(fact);
        }

        return variant with { With = facts.ToImmutable() };
    }

    /// <summary>Reads the weeks to be looked at, which lie between the first and the last ranked one.</summary>
    internal Result<TrialWeeks> Weeks(Snapshot now, RuleSet live, Week first, Week last)
    {
        Week? from = null;
        if (!string.IsNullOrEmpty(From))
        {
            if (!Ranked(From, "from", now, live, first, last).TryGet(out var begin, out var refusal))
            {
                return refusal;
            }

            from = begin;
        }

        var to = now.District.LastClosed is { } closed && closed >= first ? closed : first;
        if (!string.IsNullOrEmpty(To) && !Ranked(To, "to", now, live, first, last).TryGet(out to, out var wrong))
        {
            return wrong;
        }

        return from > to
            ? new Refusal("weeks-reversed", $"起始周{from}晚于截止周{to}。", "from", "请使起始周不晚于截止周。")
            : Snapshot.Frame(live, to) is null ? Unranked(to, "to", first, last)
            : new TrialWeeks(from, to);
    }

    private static Result<Week> Ranked(
        string name, string where, Snapshot now, RuleSet live, Week first, Week last)
    {
        var starts = now.District.Founded?.WeekStarts ?? live.InOrder[0].Calendar.WeekStarts;
        if (Week.Parse(name, starts) is not { } week)
        {
            return Refusal.Unknown(
                "week", "周次", Characters.Short(name, LongestShown), "请按 2023-W05 的形式填写，且该年须有此周。") with
            {
                Where = where,
            };
        }

        return week < first || week > last || Snapshot.Frame(live, week) is null
            ? Unranked(week, where, first, last)
            : week;
    }

    private static Refusal Unranked(Week week, string where, Week first, Week last) =>
        Refusal.NotFound("unknown-week", $"{week}没有排名。", where, $"可试算{first}至{last}。");

    private static Result<Rulebook> ReadDraft(string text, Snapshot now, out IReadOnlyList<Finding> findings)
    {
        findings = [];
        if (RulebookDecider.Unprintable(text) is { } unprintable)
        {
            return unprintable with { Where = $"draft{unprintable.Where["text".Length..]}" };
        }

        (var draft, findings) = RulebookReader.Read(text);
        if (draft is null)
        {
            var (first, rest) = (findings[0], findings.Count > 1 ? $"（另有{findings.Count - 1}处）" : "");
            return new Refusal(
                "rulebook-broken", $"考评办法草案有误。{first}{rest}", $"draft:{first.Line}:{first.Column}",
                "请更正草案后重新试算。");
        }

        findings = [];
        return now.District.Founded is { } founded
            && (draft.Calendar.WeekStarts != founded.WeekStarts || draft.Calendar.Offset != founded.UtcOffset)
            ? new Refusal(
                "calendar-differs", "草案中一周的第一天或时差与本考评范围的设定不同。", "draft", "请使两者一致。")
            : draft;
    }
}
