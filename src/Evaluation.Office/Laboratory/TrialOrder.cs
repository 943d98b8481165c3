using System.Collections.Immutable;
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

    /// <summary>The unit of which is asked what would lift it.</summary>
    public string? Lift { get; init; }

    /// <summary>The first week, for example 2023-W05; null for the last one alone.</summary>
    public string? From { get; init; }

    /// <summary>The last week; null for the last closed one.</summary>
    public string? To { get; init; }

    /// <summary>Reads what is tried; a broken draft leaves findings, everything else a refusal.</summary>
    internal (TrialInput? Variant, Refusal? Refusal, IReadOnlyList<Finding> Findings) Variant(
        Snapshot now, RuleSet live)
    {
        if (Without.Count > MostFacts || With.Count > MostFacts)
        {
            return (null, new Refusal("too-many", $"一次最多试删、试加各{MostFacts}项。", "with", "请分次试算。"), []);
        }

        var (draft, refusal, findings) = ReadDraft(now);
        if (refusal is not null)
        {
            return (null, refusal, findings);
        }

        var variant = new TrialInput { Draft = draft, Everywhere = Everywhere, Without = [.. Without] };
        var held = now.Entries.Select(entry => entry.Fact).ToHashSet(StringComparer.Ordinal);
        if (Without.FirstOrDefault(fact => !held.Contains(fact)) is { } unknown)
        {
            return (null, Refusal.Unknown(
                "claim", "已计入的事项", Short(unknown), "请核对编号；未认定、已冲销的事项本来就不计分。"), []);
        }

        var rules = variant.Rules(live);
        var facts = ImmutableArray.CreateBuilder<Fact>();
        foreach (var line in With)
        {
            // Within a day facts count in the order of their names: what is tried comes after what is there.
            var (fact, wrong) = FactLine.Read(line, $"试加{facts.Count + 1:000}", rules, now.District.Roster);
            if (wrong is not null)
            {
                return (null, wrong, []);
            }

            facts.Add(fact!);
        }

        return (variant with { With = facts.ToImmutable() }, null, []);
    }

    /// <summary>Reads the weeks: the first one asked for, or null, and the last one.</summary>
    internal (Week? From, Week To, Refusal? Refusal) Weeks(Snapshot now, RuleSet live, Week first, Week last)
    {
        var (from, wrongFrom) = Week(From, "from", now, live, first, last);
        var (to, wrongTo) = Week(To, "to", now, live, first, last);
        var until = to ?? (now.District.LastClosed is { } closed && closed >= first ? closed : first);
        return (wrongFrom ?? wrongTo) is { } wrong ? (null, until, wrong)
            : from > until
                ? (null, until, new Refusal(
                    "weeks-reversed", $"起始周{from}晚于截止周{until}。", "from", "请使起始周不晚于截止周。"))
            : Snapshot.Frame(live, until) is null ? (null, until, Unranked(until, "to", first, last))
            : (from, until, null);
    }

    private static (Week? Week, Refusal? Refusal) Week(
        string? name, string where, Snapshot now, RuleSet live, Week first, Week last)
    {
        if (string.IsNullOrEmpty(name))
        {
            return (null, null);
        }

        var starts = now.District.Founded?.WeekStarts ?? live.InOrder[0].Calendar.WeekStarts;
        return Evaluation.Rulebooks.Words.Week.Parse(name, starts) is not { } week
            ? (null, Refusal.Unknown("week", "周次", Short(name), "请按 2023-W05 的形式填写，且该年须有此周。") with
            {
                Where = where,
            })
            : week < first || week > last || Snapshot.Frame(live, week) is null
                ? (null, Unranked(week, where, first, last))
            : (week, null);
    }

    private static Refusal Unranked(Week week, string where, Week first, Week last) =>
        Refusal.NotFound("unknown-week", $"{week}没有排名。", where, $"可试算{first}至{last}。");

    private (Rulebook? Draft, Refusal? Refusal, IReadOnlyList<Finding> Findings) ReadDraft(Snapshot now)
    {
        if (string.IsNullOrWhiteSpace(Draft))
        {
            return (null, null, []);
        }

        var (draft, findings) = RulebookReader.Read(Draft);
        if (draft is null)
        {
            var rest = findings.Count > 1 ? $"（另有{findings.Count - 1}处）" : "";
            return (null, new Refusal(
                "rulebook-broken",
                $"考评办法草案有误。{findings[0]}{rest}",
                $"draft:{findings[0].Line}:{findings[0].Column}",
                "请更正草案后重新试算。"), findings);
        }

        return now.District.Founded is { } founded
            && (draft.Calendar.WeekStarts != founded.WeekStarts || draft.Calendar.Offset != founded.UtcOffset)
            ? (null, new Refusal(
                "calendar-differs", "草案中一周的第一天或时差与本考评范围的设定不同。", "draft", "请使两者一致。"), [])
            : (draft, null, []);
    }

    private static string Short(string text) => text.Length > LongestShown ? text[..LongestShown] : text;
}
