using System.Text.RegularExpressions;
using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Tests.Scoring;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using FluentAssertions;
using Xunit;

namespace Evaluation.Rulebooks.Tests.Text;

/// <summary>SHAPES.md says the truth about the grammar: every block is read and scores.</summary>
public sealed partial class ShapesTests
{
    private static readonly List<(string Shape, string Mark, string[] Words, string Text)> Blocks = [.. Read()];

    private static readonly TargetAmounts Given =
        new([new Target(Sample.Kengkou, "contracted", "2023", 60_00000000m),
            new Target(TargetAmounts.EveryUnit, "projects", "2023", 2m)]);

    private static readonly Roster Roster =
        Sample.Roster with { Leaders = [new(Sample.Kengkou, "罗文", "top", Sample.Day("2022-01-01"), null)] };

    public static TheoryData<string, string> Computed => Of("computed");

    [Fact]
    public void Every_shape_of_the_taxonomy_is_written_once() =>
        Heading().Matches(Document()).Select(match => match.Groups[1].Value).Should()
            .Equal(Enumerable.Range(1, 46).Select(number => $"S{number:00}"));

    [Fact]
    public void Every_shape_has_a_block() => Blocks.Select(block => block.Shape).Distinct().Should().HaveCount(46);

    [Theory, MemberData(nameof(Computed))]
    public void A_computed_shape_is_read_without_findings_and_scores(string shape, string text)
    {
        var (rulebook, findings) = RulebookReader.Read(RulebookText.Of(text));

        findings.Should().BeEmpty(shape);
        SchemaCheck.Faults(RulebookText.Of(text)).Should().BeEmpty(shape);
        RulebookCheck.Of(RulebookText.Of(text)).Findings.Should()
            .NotContain(finding => finding.Severity == Severity.Error, shape);
        var score = Scorer.Score(
            Sample.Kengkou, Facts(), new RuleSet([rulebook!]), Roster, Sample.Day("2024-01-07"), Given);
        score.Sheets.SelectMany(sheet => sheet.Lines).Should()
            .Contain(line => line.Clause.Length > 0, $"{shape} counts something in a full year");
    }

    private static TheoryData<string, string> Of(string mark)
    {
        var data = new TheoryData<string, string>();
        foreach (var block in Blocks.Where(block => block.Mark == mark))
        {
            data.Add(block.Shape, block.Text);
        }

        return data;
    }

    private static string Document() =>
        File.ReadAllText(Path.Combine(Sample.Root(), "src", "Evaluation.Rulebooks", "Text", "SHAPES.md"));

    private static IEnumerable<(string, string, string[], string)> Read()
    {
        foreach (var section in Document().Split("\n### ").Skip(1))
        {
            foreach (Match block in Fence().Matches(section))
            {
                yield return (section[..3], block.Groups[1].Value,
                    block.Groups[2].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries), block.Groups[3].Value);
            }
        }
    }

    private static List<Fact> Facts() => ScoreTable.Facts(
        """
        S1 | signing    | 2023-03-06 | 0.6 | project=甲项目 contracted=2亿 industry=新材料
        S2 | signing    | 2023-07-06 |     | contracted=80亿 industry=食品
        G1 | stage      | 2023-08-06 |     | stage=started contracted=2亿 industry=新材料 paid_in=1亿
        G2 | stage      | 2023-09-06 |     | stage=registered contracted=2亿 industry=新材料
        I1 | increase   | 2023-08-08 |     | amount=1亿 tranche=1 increased_before=6亿
        V1 | visit      | 2023-03-07 |     | enterprise=甲 leader=top
        R1 | referral   | 2023-03-08 |     | enterprise=甲 visitor_rank=principal
        P1 | promotion  | 2023-03-09 |     | title=粤港澳大湾区推介会 firms=60
        L1 | lead       | 2023-03-10 |     | title=线索
        N1 | landing    | 2023-03-10 |     | landed_in=坑口街道 started_on=2023-01-01 output=1亿
        X1 | rating     | 2023-03-10 |     | rater_kind=park rater=甲 score=12
        K1 | step       | 2023-03-10 |     | code=P1 state=talks score=9
        K2 | step       | 2023-04-10 |     | code=P2 state=signed score=8
        F1 | filing     | 2023-03-01 |     | project=甲项目 answer=accepted
        J1 | adjustment | 2023-03-11 |     | points=-2 document=考1号 reason=虚报
        """).ToList();

    [GeneratedRegex(@"^### (S\d\d) ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```yaml (computed)([^\n]*)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
