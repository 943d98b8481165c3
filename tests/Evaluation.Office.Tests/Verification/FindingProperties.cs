using System.Diagnostics;
using System.Globalization;
using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Office.Tests.Seeds;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Kinds;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Verification;

/// <summary>What holds of findings about any claims.</summary>
public sealed class FindingProperties(ITestOutputHelper output)
{
    private static readonly string[] Units = [Sample.Kengkou, Sample.Fenghuang, Sample.Bureau];

    [Fact]
    public void The_order_of_claims_does_not_matter_and_an_unrelated_claim_takes_no_finding_away()
    {
        var seed = Sample.Setting("EVALUATION_SEED", 20230301);
        for (var round = 0; round < 60; round++)
        {
            var random = new Random(seed + round);
            var lines = Enumerable.Range(0, 40).Select(i => Line(random, i)).ToList();
            var sentences = Sentences(new Desk().Report(lines));
            var shuffled = lines.ToArray();
            random.Shuffle(shuffled);

            Sentences(new Desk().Report(shuffled)).Should().Equal(sentences, "seed {0}", seed + round);
            Sentences(new Desk().Apply(new FirmFiled("旁观", "江门旁观食品厂", null, "食品", false)).Report(
                [.. lines, "X-1 投资促进局 2023-09-04 visit enterprise=旁观 leader=staff person=赵六 place=江门市"]))
                .Should().Contain(sentences, "seed {0}", seed + round);
        }
    }

    [Fact]
    public void A_year_of_sixteen_thousand_claims_is_looked_through_in_seconds()
    {
        var random = new Random(20230101);
        var desk = new Desk().Apply(Enumerable.Range(0, 1500).Select(i => new FirmFiled(
            $"企{i}", $"肇庆{Word(i)}科技有限公司", null, "新材料", false)));
        desk.Report(Enumerable.Range(0, 16_000).Select(i =>
        {
            var day = Sample.Day("2023-01-02").AddDays(random.Next(360));
            return random.Next(3) == 0
                ? $"L-{i} {Units[random.Next(3)]} {day:yyyy-MM-dd} lead title=线索{random.Next(9000)} "
                    + $"enterprise=企{random.Next(1500)} expected={random.Next(1, 200) * 100}万"
                : $"V-{i} {Units[random.Next(3)]} {day:yyyy-MM-dd} visit enterprise=企{random.Next(1500)} leader=top "
                    + $"person=人{random.Next(60)} place=城{random.Next(9)}市 "
                    + $"材料=记录{random.Next(100_000, 900_000)}.pdf";
        }));
        var book = desk.Book;
        _ = ClaimFindings.Of(book, Desk.Rules);

        var watch = Stopwatch.StartNew();
        var found = ClaimFindings.Of(book, Desk.Rules);
        watch.Stop();

        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{book.Claims.Length} claims, {found.Length} findings, {watch.ElapsedMilliseconds} ms"));
        foreach (var kind in found.GroupBy(one => (one.Code, one.Severity)).OrderBy(kind => kind.Key.Code))
        {
            output.WriteLine($"{kind.Key.Code} {kind.Key.Severity}: {kind.Count()}");
        }

        watch.Elapsed.Should()
            .BeLessThan(TimeSpan.FromSeconds(15), "all pairs would take minutes, also on a busy machine");
    }

    [Fact]
    public void A_thousand_reports_of_one_visit_give_a_bounded_number_of_findings()
    {
        var desk = new Desk()
            .Report(Enumerable.Range(1000, 1000)
            .Select(i => $"V-{i} 坑口街道 2023-03-01 visit enterprise=鼎新 leader=top"));

        desk.Findings.Count(one => one.Code == ClaimFinding.Duplicate).Should().BeInRange(999, 8 * 1000);
    }

    [Theory, InlineData("dinghu"), InlineData("zhaoqing")]
    public void The_seed_years_hold_no_grave_duplicate_that_was_not_refused(string district)
    {
        var history = SeedFolder.Read(district);
        var replayed = Replay.Of(history);
        var fold = new VerificationFold();
        var position = 0L;
        foreach (var firm in replayed.Enterprises.Values)
        {
            fold.Apply(++position, new FirmFiled(firm.Id, firm.Name, firm.CreditCode, firm.Industry, firm.ChainLeader));
        }

        foreach (var row in history.Facts)
        {
            var facts = BuiltInKinds.Find(row.Kind)!.Bind(row.Fields).Value;
            fold.Apply(++position, new ClaimReported(
                row.Id, row.Unit, row.Kind, row.OccurredOn, facts, row.Shares, row.Evidence, row.RecordedAt, ""));
            if (replayed.Claims[row.Id].Status is ClaimStatus.Refused or ClaimStatus.Withdrawn or ClaimStatus.Reversed)
            {
                fold.Apply(++position, new ClaimRefused(row.Id, ""));
            }
        }

        var found = ClaimFindings.Of(fold.Read(), new([SeedFolder.Rulebook(history)]));
        foreach (var one in found)
        {
            output.WriteLine($"{one.Severity} {one.Code}: {one.Reason}");
        }

        found.Where(one => one.Severity == FindingWeight.High).Should().BeEmpty();
    }

    private static List<string> Sentences(Desk desk) =>
        [.. desk.Findings.Select(one => $"{one.Severity} {one.Code} {string.Join(' ', one.Claims)} {one.Reason}")];

    private static string Line(Random random, int i)
    {
        var (unit, day) = (Units[random.Next(3)], Sample.Day("2023-03-01").AddDays(random.Next(12)));
        var firm = new[] { "鼎新", "鼎新二", "鼎星", "衡澜", "华强" }[random.Next(5)];
        var papers = random.Next(3) == 0 ? $" 材料=记录{random.Next(1000, 1010)}.pdf" : "";
        return random.Next(5) switch
        {
            0 => $"Z-{i} {unit} {day:yyyy-MM-dd} increase project=P-{random.Next(1, 4)} tranche={random.Next(1, 5)} "
                + $"amount={random.Next(10, 65) * 100}万{papers}",
            1 => $"L-{i} {unit} {day:yyyy-MM-dd} lead title=线索{random.Next(4)} enterprise={firm} "
                + $"expected={random.Next(50, 110) * 100}万{papers}",
            2 => $"T-{i} {unit} {day:yyyy-MM-dd} trip destination=广州市 departed_on={day.AddDays(-1):yyyy-MM-dd} "
                + $"people=3 days=2 leader=top person=张三{papers}",
            _ => $"V-{i} {unit} {day:yyyy-MM-dd} visit enterprise={firm} leader=top "
                + $"person={(random.Next(2) == 0 ? "张三" : "李四")} "
                + $"place={(random.Next(2) == 0 ? "广州市" : "深圳市")}{papers}",
        };
    }

    private static string Word(int i) =>
        string.Concat(
            "岚湜思珩灏迪骥珞特榆浔腾"[i % 12], "铎沅锐槿煦达溯棠博鹭源舸"[i / 12 % 12],
            "衡澜力序砚维钧桐崧康诺泰"[i / 144 % 12]);
}
