using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;

namespace Evaluation.Rulebooks.Tests;

/// <summary>A whole rulebook around the few clauses that a test is about.</summary>
internal sealed record RulebookText
{
    /// <summary>The first five lines of a rulebook for 2023; the sections follow.</summary>
    public const string Head = """
        rulebook: test
        edition: 1
        title: 测试办法
        in_force: {from: 2023-01-01, to: 2023-12-31}
        calendar: {week_starts: monday, utc_offset: "+08:00", report_due: {days_after: 1, at: "12:00"}, cut_off: {days_after: 2, at: "18:00"} }

        """;

    public string Clauses { get; init; } = "";

    public string Items { get; init; } = "";

    public string Parameters { get; init; } = "";

    public string Measures { get; init; } = "";

    public string Kinds { get; init; } = "";

    public int Edition { get; init; } = 1;

    public string From { get; init; } = "2022-01-01";

    public string To { get; init; } = "2024-12-31";

    public string Ranking { get; init; } = "groups: [镇街, 部门]";

    /// <summary>Whether caps, counts and repeats start over with the edition.</summary>
    public bool Restarts { get; init; }

    public string Columns { get; init; } = "[]";

    /// <summary>The periods published beside the weeks; empty to leave them out.</summary>
    public string Periods { get; init; } = "";

    /// <summary>Month and day; empty to leave them out.</summary>
    public string YearStarts { get; init; } = "";

    /// <summary>A rulebook for 2023 of some sections, with a ranking unless one of them is it.</summary>
    public static string Of(string sections)
    {
        var ranking = sections.Contains("ranking:", StringComparison.Ordinal) ? "" : "ranking: {groups: [镇街]}";
        return $"{Head}bulletin: {{title: 通报, document: 例}}\n{ranking}\n{sections}";
    }

    public Rulebook Compile()
    {
        var (rulebook, findings) = RulebookReader.Read(ToString());
        return rulebook ?? throw new InvalidOperationException($"{string.Join('\n', findings)}\n{this}");
    }

    public RuleSet Alone() => new([Compile()]);

    public override string ToString() =>
        $$"""
        rulebook: test
        edition: {{Edition}}
        title: 测试办法
        in_force: {from: {{From}}, to: {{To}}}
        calendar:
          week_starts: monday
          utc_offset: "+08:00"
          report_due: {days_after: 1, at: "12:00"}
          cut_off: {days_after: 2, at: "18:00"}{{(YearStarts.Length == 0 ? "" : $"\n  year_starts: \"{YearStarts}\"")}}
        {{Part("parameters", Parameters)}}
        {{Part("measures", Measures)}}
        {{Part("items", Items)}}
        {{Part("clauses", Clauses)}}
        {{Part("ranking", Ranking)}}
        bulletin:
          title: 通报（{year}年第{number}期）
          document: 测〔{year}〕{number}号
          columns: {{Columns}}{{(Periods.Length == 0 ? "" : $"\n  periods: {Periods}")}}
        {{(Restarts ? "running: restart" : "")}}
        {{Part("kinds", Kinds)}}
        """;

    private static string Part(string name, string body) =>
        body.Trim().Length == 0 ? ""
            : $"{name}:\n{string.Join('\n', body.Trim('\n').Split('\n').Select(line => $"  {line}"))}";
}
