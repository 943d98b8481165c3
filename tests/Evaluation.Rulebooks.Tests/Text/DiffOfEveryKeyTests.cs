using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Text;

/// <summary>Whatever key of the grammar a later edition changes, the comparison says so.</summary>
public sealed class DiffOfEveryKeyTests
{
    // These name the edition itself.
    private static readonly string[] Silent = ["rulebook.rulebook", "rulebook.edition"];

    // Other values where the key may not be left out, or left out says the same, as place.key.
    private static readonly Dictionary<string, string> Others = new()
    {
        ["due_time.at"] = "\"13:00\"",
        ["in_force.first_periods"] = "unjudged",
        ["calendar.utc_offset"] = "\"+09:00\"",
        ["calendar.report_due"] = "{days_after: 0, at: \"12:00\"}",
        ["calendar.cut_off"] = "{days_after: 3, at: \"18:00\"}",
        ["calendar.year_starts"] = "\"07-01\"",
        ["field.choices"] = "{first: 一等, third: 三等}",
        ["kind.fields"] = "{landed_in: {label: 单位, type: unit}}",
        ["measure.count"] = "referral",
        ["measure.sum"] = "increase.amount",
        ["tiers.tiers"] = "fixed_asset",
        ["tiers.from"] = "{1亿: 6, 5亿: 8}",
        ["bands.bands"] = "fixed_asset",
        ["bands.from"] = "{0: 3, 1亿: 0.5}",
        ["choose.choose"] = "place",
        ["choose.of"] = "{坑口街道: 0.7, 凤凰镇: 0.3}",
        ["rung.when"] = "part = 0.5",
        ["ladder.ladder"] = "[{when: part = 1, give: 90}]",
        ["repeat.same"] = "[leader]",
        ["unless.each"] = "referral",
        ["unless.same"] = "leader",
        ["example.facts"] = "[2023-03-01 visit enterprise=鼎新 leader=member]",
        ["example.unit_group"] = "部门",
        ["example.unit_kind"] = "园区",
        ["example.from"] = "2023-02-01",
        ["example.leaders"] = "[张三, 王五]",
        ["clause.each"] = "referral",
        ["tie_breaker.countback"] = "trip.people",
        ["tie_breaker.direct"] = "landing.led_by",
        ["tie_breaker.opponents"] = "landing.led_by",
        ["status.when"] = "points < -60",
        ["ranking.groups"] = "[镇街]",
        ["list.when"] = "rank(points) <= 4",
        ["rulebook.in_force"] = "{from: 2023-01-01, to: 2023-11-30}",
        ["rulebook.calendar"] = "{week_starts: sunday, utc_offset: \"+08:00\", "
            + "report_due: {days_after: 1, at: \"12:00\"}, cut_off: {days_after: 2, at: \"18:00\"}}",
        ["rulebook.clauses"] =
            "[{id: 第五条, text: 外出拜访企业每家次0.5分, unit: 分/家次, each: visit, gives: 0.6, cap: none}]",
        ["rulebook.ranking"] = "{groups: [镇街]}",
        ["rulebook.bulletin"] = "{title: 另文, document: 示例}",
        ["bulletin.periods"] = "[month]",
        ["rulebook.appeals"] = "{within_days: 6}",
    };

    public static TheoryData<string> Places => [.. Grammar.All.Select(place => place.Name)];

    public static TheoryData<string> OfClauses =>
        [.. Grammar.Clause.Keys.Select(key => key.Name).Where(name => name != "id")];

    [Theory, MemberData(nameof(Places))]
    public void A_changed_key_gives_a_sentence(string name)
    {
        var place = Grammar.All.Single(one => one.Name == name);

        place.Keys.Where(key => !Silent.Contains($"{name}.{key.Name}"))
            .Where(key => RulebookDiff.Of(Read(Written(place, key))!, Changed(place, key)).Count == 0)
            .Select(key => key.Name).Should().BeEmpty();
    }

    // A default that is no value of its own, such as the group that comes first, is not read.
    [Theory, MemberData(nameof(Places))]
    public void A_default_that_is_written_says_what_nothing_says(string name)
    {
        var place = Grammar.All.Single(one => one.Name == name);

        place.Keys.Where(key => key.Type is ChoiceType or FlagType or NumberType or WholeType && key.Default.Length > 0)
            .Where(key => Read(GrammarText.With(place, key.Name, key.Default)) is { } written
                && RulebookDiff.Of(Read(GrammarText.Lacking(place, key.Name))!, written).Count > 0)
            .Select(key => key.Name).Should().BeEmpty();
    }

    [Theory, MemberData(nameof(OfClauses))]
    public void A_clause_with_another_number_and_a_changed_key_is_not_called_unchanged(string name)
    {
        var key = Grammar.Clause.Keys.Single(one => one.Name == name);
        var renumbered = Written(Grammar.Clause, key).Replace("第五条", "第五十条", StringComparison.Ordinal);

        RulebookDiff.Of(Read(renumbered)!, Changed(Grammar.Clause, key)).Should()
            .NotContain(sentence => sentence.EndsWith("内容未变。", StringComparison.Ordinal));
        RulebookDiff.Of(Read(renumbered)!, Read(Written(Grammar.Clause, key))!).Should()
            .Equal("“第五十条”改为“第五条”，内容未变。");
    }

    private static string Written(GrammarSection place, GrammarKey key) =>
        GrammarText.With(place, key.Name, key.Example);

    // With another value or without the key, whichever can be read.
    private static Rulebook Changed(GrammarSection place, GrammarKey key)
    {
        var texts = new List<string>();
        if (Others.TryGetValue($"{place.Name}.{key.Name}", out var other))
        {
            texts.Add(GrammarText.With(place, key.Name, other));
        }

        if (key.Example.Trim('"') != key.Default)
        {
            texts.Add(GrammarText.Lacking(place, key.Name));
        }

        if (Another(key.Type, key.Example) is { } another)
        {
            texts.Add(GrammarText.With(place, key.Name, another));
        }

        // Parts have to add to 1.
        texts.Add(Written(place, key).Replace("70%", "60%", StringComparison.Ordinal)
            .Replace("30%", "40%", StringComparison.Ordinal));
        return texts.Select(Read).OfType<Rulebook>().First();
    }

    private static string? Another(GrammarType type, string example) => type switch
    {
        FlagType => example == "true" ? "false" : "true",
        ChoiceType choice => choice.Words.Select(one => one.Word).First(word => word != example),
        WholeType whole => example == $"{whole.Least}" ? $"{whole.Most}" : $"{whole.Least}",
        NumberType or FormulaType { Gives: "数字" } => "7",
        DateType => "2023-02-01",
        TextType { Form: null } => "另文",
        EitherType { Ways: [var first, ..] } => Another(first, example),
        _ => null,
    };

    // Null when something is wrong in the text.
    private static Rulebook? Read(string text)
    {
        var (rulebook, findings) = RulebookReader.Read(text);
        return findings.Count == 0 ? rulebook : null;
    }
}
