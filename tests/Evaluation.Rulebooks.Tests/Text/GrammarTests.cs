using System.Text.RegularExpressions;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Text;

/// <summary>The table of the grammar says what the readers accept; reference and schema say what it says.</summary>
public sealed partial class GrammarTests
{
    private static readonly string Folder = Path.Combine(Sample.Root(), "src", "Evaluation.Rulebooks", "Text");

    public static TheoryData<string> Sections => [.. Grammar.All.Select(section => section.Name)];

    public static TheoryData<string> Rulebooks => [.. Directory
        .EnumerateFiles(Path.Combine(Sample.Root(), "seeds"), "*.yaml", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Sample.Root(), path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_committed_reference_and_schema_are_those_of_the_code()
    {
        Same("reference", "REFERENCE.md", RulebookReference.Text());
        Same("schema", "rulebook.schema.json", RulebookSchema.Text());

        static void Same(string verb, string file, string text) => File.ReadAllText(Path.Combine(Folder, file))
            .Should().Be(text, $"run: ops/evaluation rulebook {verb} > src/Evaluation.Rulebooks/Text/{file}");
    }

    [Theory, MemberData(nameof(Sections))]
    public void Every_key_is_read_as_the_table_writes_it(string name)
    {
        var section = Of(name);

        Sound(GrammarText.Least(section));
        section.Keys.Should().AllSatisfy(key => Sound(GrammarText.With(section, key.Name, key.Example)));
    }

    [Theory, MemberData(nameof(Sections))]
    public void A_key_that_is_not_in_the_table_is_refused(string name) =>
        Refused(GrammarText.With(Of(name), "没有的词", "[]")).Should()
            .Contain(finding => finding.What == "没有项目“没有的词”。");

    [Theory, MemberData(nameof(Sections))]
    public void What_must_be_written_is_missed(string name)
    {
        var section = Of(name);

        foreach (var key in section.Keys.Where(key => key.Required))
        {
            Refused(GrammarText.Without(section, key.Name));
        }

        if (!section.OneOf.IsEmpty)
        {
            Refused(GrammarText.Without(section, section.OneOf));
        }
    }

    [Fact]
    public void What_may_not_be_written_together_is_refused()
    {
        Refused(GrammarText.With(Grammar.Measure, "count", "visit, sum: signing.contracted"));
        Refused(GrammarText.With(Grammar.Prize, "rank", "1, last: 1"));
        Refused(GrammarText.With(Grammar.Grade, "from", "90, places: 3"));
        Refused(GrammarText.With(Grammar.TieBreaker, "countback", "week, opponents: landing.landed_in"));
        Grammar.All.Count(section => !section.NotBoth.IsEmpty).Should().Be(4);
    }

    [Theory, MemberData(nameof(Sections))]
    public void Bounds_are_those_of_the_reader(string name)
    {
        var section = Of(name);
        foreach (var key in section.Keys)
        {
            if (key.Type is WholeType whole)
            {
                Sound(GrammarText.With(section, key.Name, $"{whole.Least}"));
                Sound(GrammarText.With(section, key.Name, $"{whole.Most}"));
                Refused(GrammarText.With(section, key.Name, $"{whole.Least - 1}"));
                Refused(GrammarText.With(section, key.Name, $"{whole.Most + 1}"));
            }
            else if (key.Type is TextType { Form: null } text)
            {
                Refused(GrammarText.With(section, key.Name, new string('长', text.Longest + 1)));
            }
        }
    }

    [Theory, MemberData(nameof(Sections))]
    public void Words_are_those_of_the_reader(string name)
    {
        var section = Of(name);
        foreach (var key in section.Keys)
        {
            var (text, words) = Words(key.Type);
            if (words.Length > 0)
            {
                Refused(GrammarText.With(section, key.Name, text)).SelectMany(Offered).Except(["landing"])
                    .Should().BeEquivalentTo(words, $"{name}.{key.Name}");
            }
        }
    }

    [Fact]
    public void Every_name_of_the_table_is_known_to_some_formula()
    {
        FormulaName.All.Select(one => one.Name).Where(name => !Known(name)).Should().BeEmpty();
        Known("nonsense").Should().BeFalse();

        static bool Known(string name) =>
            new[] { name, $"{name} = {name}" }.SelectMany(Conditions).Any(text => Findings(text).Count == 0);

        static IEnumerable<string> Conditions(string when) =>
        [
            GrammarText.With(Grammar.Clause, "where", $"{when}, weight: 50"),
            GrammarText.With(Grammar.Clause, "each", $"week, where: {when}"),
            GrammarText.With(Grammar.List, "when", when),
        ];
    }

    [Theory, MemberData(nameof(Rulebooks))]
    public void The_rulebooks_of_the_seeds_are_valid(string path) =>
        SchemaCheck.Faults(File.ReadAllText(Path.Combine(Sample.Root(), path))).Should().BeEmpty();

    [Theory]
    [InlineData("rulebook", "edition", "零")]
    [InlineData("rulebook", "in_force", "2023年")]
    [InlineData("rulebook", "parameters", "{factor: 一倍}")]
    [InlineData("rulebook", "kinds", "{异地: {label: 异地, fields: {place: {label: 名次, type: integer}}}}")]
    [InlineData("in_force", "from", "2023/1/1")]
    [InlineData("calendar", "utc_offset", "北京时间")]
    [InlineData("due_time", "at", "25:00")]
    [InlineData("field", "type", "number")]
    [InlineData("kind", "evidence", "maybe")]
    [InlineData("measure", "sum", "signing")]
    [InlineData("measure", "in", "亿")]
    [InlineData("clause", "cap", "5")]
    [InlineData("clause", "cap", "{decade: 5}")]
    [InlineData("clause", "cap", "{week: -3}")]
    [InlineData("clause", "floor", "{year: 8}")]
    [InlineData("clause", "gives", "[1]")]
    [InlineData("clause", "gives", "{tiers: part}")]
    [InlineData("clause", "gives", "{choose: unit, of: {甲: 1}, from: {1亿: 1}}")]
    [InlineData("clause", "weight", "[50]")]
    [InlineData("clause", "examples", "一次")]
    [InlineData("tiers", "from", "{一亿: 5}")]
    [InlineData("repeat", "within_days", "30.5")]
    [InlineData("ranking", "groups", "镇街")]
    [InlineData("ranking", "tie_break", "[[visits]]")]
    [InlineData("prize", "amount", "二十五万")]
    public void A_faulty_value_is_refused(string section, string key, string value) =>
        Refused(GrammarText.With(Of(section), key, value));

    private static GrammarSection Of(string name) => Grammar.All.Single(section => section.Name == name);

    // Reader and schema agree.
    private static void Sound(string text)
    {
        Findings(text).Should().BeEmpty(text);
        SchemaCheck.Faults(text).Should().BeEmpty(text);
    }

    private static List<Finding> Refused(string text)
    {
        SchemaCheck.Faults(text).Should().NotBeEmpty(text);
        var findings = Findings(text);
        findings.Should().NotBeEmpty(text);
        return [.. findings];
    }

    private static IReadOnlyList<Finding> Findings(string text) => RulebookReader.Read(text).Findings;

    // A value with a word that is none, and the words that the reader should offer instead.
    private static (string Text, string[] Words) Words(GrammarType type) => type switch
    {
        FlagType => ("没有的词", ["true", "false", "是", "否"]),
        ChoiceType choice => ("没有的词", [.. choice.Words.Select(word => word.Word)]),
        EitherType { Ways: [_, MapType { Key: ChoiceType key }] } => ("{没有的词: 0}", Words(key).Words),
        _ => ("", []),
    };

    private static IEnumerable<string> Offered(Finding finding) =>
        Offer().Match(finding.Remedy) is { Success: true } offer ? offer.Groups[1].Value.Split('、') : [];

    [GeneratedRegex("^可用：(.*)。$")]
    private static partial Regex Offer();
}
