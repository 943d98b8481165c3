using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Office.Projects;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Claims;
using Evaluation.Server.Firms;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Projects;

namespace Evaluation.Demonstration;

/// <summary>Claims: one in time, one that comes after its week was sealed, and one that is refused.</summary>
internal static class StoryOfVisits
{
    private const decimal Contracted = 200_000_000m;

    /// <summary>A visit of the running week is reported, verified and ranked.</summary>
    public static async Task<DemoVisit> InTimeAsync(Stage stage, CancellationToken ct)
    {
        var before = await stage.BoardAsync(stage.Running, ct);
        var visit = await ChooseAsync(stage, before, stage.Running.Start, ct);
        stage.Scene($"三、一次拜访：{visit.Unit}{visit.On:M月d日}由一把手带队拜访“{visit.Enterprise}”");
        var claim = await ReportAsync(stage, visit, ct);
        Moved(stage, before, await stage.BoardAsync(stage.Running, ct), visit.Unit);
        var sheet = StoryHalted.Unless(await stage.Get<Explanations>().OfAsync(
            stage.District, visit.Unit, stage.Running.Id, null, false, true, ct));
        foreach (var line in sheet.Lines.Where(line => line.Fact == claim))
        {
            ExplainVerb.Line(stage.Shell, line);
        }

        return visit;
    }

    /// <summary>
    /// A visit of a week already sealed: the bulletin stays as it is, the next one will list the difference.
    /// </summary>
    public static async Task LateAsync(Stage stage, CancellationToken ct)
    {
        var before = await stage.BoardAsync(stage.Earlier, ct);
        var visit = await ChooseAsync(stage, before, stage.Earlier.Start.AddDays(1), ct);
        stage.Scene($"四、一次迟到的拜访：{visit.Unit}补报{stage.Earlier}（已签发）的拜访“{visit.Enterprise}”");
        await ReportAsync(stage, visit, ct);
        Moved(stage, before, await stage.BoardAsync(stage.Earlier, ct), visit.Unit);
        await stage.UnchangedAsync(stage.Earlier, ct);
        stage.Say($"  差额将作为补录载入下一期（{stage.Running}）的通报，见第九节。");
    }

    /// <summary>A signing that the verifier refuses moves nothing; the refusal gives the reason.</summary>
    public static async Task RefusedAsync(Stage stage, string unit, string enterprise, CancellationToken ct)
    {
        stage.Scene($"五、一次不予认定的签约：{unit}填报与“{enterprise}”签约，协议投资额{Money.Format(Contracted)}");
        var before = RowOf(await stage.BoardAsync(stage.Running, ct), unit);
        var (project, claim) = (stage.Number(), stage.Number());
        var facts = new Dictionary<string, string>
        {
            ["project"] = project,
            ["contracted"] = "2亿",
            ["fixed_asset"] = "1.6亿",
        };
        await stage.DoAsync(
            stage.Of(Roles.Closer), null, $"为项目建档（{project}）",
            by => new FileProject(by, new ProjectFiled(
                project, $"{enterprise}演示项目", enterprise, "电子信息", null, Contracted, Contracted * 0.8m)),
            ct);
        await stage.DoAsync(
            stage.ReporterOf(unit), unit, $"填报签约（{claim}）",
            by => new ReportClaim(
                by, claim, unit, BuiltInKinds.Signing, stage.Running.Start, facts, [], ["投资意向书.pdf"]), ct);
        await stage.DoAsync(
            stage.Of(Roles.Verifier), null, "不予认定：只有投资意向书，没有双方签字盖章的投资协议",
            by => new RefuseClaim(by, new ClaimRefused(claim, "只有投资意向书，没有双方签字盖章的投资协议"), null), ct);
        var after = RowOf(await stage.BoardAsync(stage.Running, ct), unit);
        stage.Say($"  {after.Name}年度得分{Stage.Points(before.YearPoints)}，核验后{Stage.Points(after.YearPoints)}，"
            + $"年度第{after.YearRank}名；填报和结论都留有记录。");
    }

    private static async Task<string> ReportAsync(Stage stage, DemoVisit visit, CancellationToken ct)
    {
        if (!visit.Filed)
        {
            await stage.DoAsync(
                stage.Of(Roles.Closer), null, $"为企业“{visit.Enterprise}”建档",
                by => new FileFirm(
                    by, new FirmFiled(visit.Enterprise, $"{visit.Enterprise}有限公司", null, "电子信息", false), []),
                ct);
        }

        var claim = stage.Number();
        var facts = new Dictionary<string, string>
        {
            ["enterprise"] = visit.Enterprise,
            ["leader"] = "top",
            ["topic"] = "演示",
        };
        await stage.DoAsync(
            stage.ReporterOf(visit.Unit), visit.Unit, $"填报（{claim}）",
            by => new ReportClaim(
                by, claim, visit.Unit, BuiltInKinds.Visit, visit.On, facts, [], [$"{visit.Enterprise}会谈记录.pdf"]),
            ct);
        await stage.DoAsync(
            stage.Of(Roles.Verifier), null, "核验认定", by => new VerifyClaim(by, claim, "", null), ct);
        return claim;
    }

    private static async Task<DemoVisit> ChooseAsync(Stage stage, LiveBoard board, DateOnly on, CancellationToken ct) =>
        await DemoVisit.ChooseAsync(stage, board, on, ct)
        ?? throw new StoryHalted(new Refusal("no-visit", "没有单位还能再得拜访分。", "demo", "请换一个考评范围演示。"));

    private static void Moved(Stage stage, LiveBoard before, LiveBoard after, string unit)
    {
        var (then, now) = (RowOf(before, unit), RowOf(after, unit));
        stage.Say(
            $"  {after.Week}　{now.Name}　本周得分 {Value.Of(then.WeekPoints)} → {Value.Of(now.WeekPoints)}"
            + $"　年度得分 {Value.Of(then.YearPoints)} → {Value.Of(now.YearPoints)}"
            + $"　本周位次 {then.WeekRank} → {now.WeekRank}　年度位次 {then.YearRank} → {now.YearRank}");
    }

    private static BulletinRow RowOf(LiveBoard board, string unit) =>
        board.Groups.SelectMany(group => group.Rows).First(row => row.Unit == unit);
}
