using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>The figures of a whole district.</summary>
public sealed class DistrictTotalsTests
{
    private const string Visit = "- {id: 拜访, text: 每家次, unit: 分, each: visit, gives: 1, cap: none}";

    private static readonly RulebookText First = new() { Clauses = Visit, From = "2023-01-01", To = "2023-06-30" };
    private static readonly RulebookText Second = new()
    {
        Clauses = Visit,
        From = "2023-07-01",
        To = "2023-12-31",
        Edition = 2
    };

    // Of the same unit, the same kind and the same firm only the first day's counts, and of one day the first by its
    // number.
    [Fact]
    public void What_a_unit_reports_twice_counts_once_in_the_figures_of_the_district()
    {
        const string fields =
            "fields: {firm: {label: 企业, type: text}, size: {label: 规模, type: integer} }, same: [firm]";
        var declared = Second with
        {
            Kinds = $"landing: {{label: 落地, {fields}}}\ntalk: {{label: 座谈, {fields}}}",
            Measures =
                "landed: {label: 落地, unit: 人, sum: landing.size}\ntalked: {label: 座谈, unit: 人, sum: talk.size}",
        };
        var rules = new RuleSet([First.Compile(), declared.Compile()]);
        LedgerEntry[] entries =
        [
            Entry("L3", "landing", "2023-08-03", "甲", 1), Entry("L2", "landing", "2023-08-02", "甲", 10),
            Entry("L1", "landing", "2023-08-02", "甲", 100), Entry("L4", "landing", "2023-08-01", "乙", 1000),
            Entry("L0", "landing", "2023-08-04", "甲", 10000) with { Unit = Sample.Fenghuang },
            Entry("T1", "talk", "2023-08-05", "甲", 3), Entry("T2", "talk", "2023-08-06", "甲", 4),
        ];
        var known = new Snapshot(
            1, DistrictFile.Empty with { Roster = Sample.Roster }, entries, [], new Dictionary<string, string>());

        DistrictTotals.Of(known, rules, rules.InOrder[1], rules.InOrder[1].Measures, default, _ => true)
            .Should().Equal(11100m, 3m);

        static LedgerEntry Entry(string id, string kind, string day, string firm, int size) => new(
            id, Sample.Kengkou, kind, Sample.Day(day), 1m,
            new Dictionary<string, Value> { ["firm"] = Value.Of(firm), ["size"] = Value.Of(size) }, 1, null);
    }
}
