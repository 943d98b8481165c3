using System.Net;
using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Claims;
using Evaluation.Server.Publication;
using FluentAssertions;

namespace Evaluation.Server.Tests.Chain;

/// <summary>
/// Months, quarters and the half year of a loaded seed district: sealed through the gate, counted again, explained to
/// the event, issued again. The year, whose weeks are not all there, is counted by both counts.
/// </summary>
/// <param name="district">The district, whose 26 weeks are sealed.</param>
internal sealed class SeedPeriods(Town town, string district)
{
    private static readonly DateTimeOffset July = new(2023, 7, 10, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly Dictionary<string, (string Clerk, string Verifier, string Sealer)> People = new()
    {
        ["dinghu"] = ("kaoping.su", "kaoping.liang", "weiyuanhui.pan"),
        ["zhaoqing"] = ("zhaoshang.kong", "zhaoshang.ye", "lingdao.nie"),
    };

    private readonly CancellationToken ct = TestContext.Current.CancellationToken;

    /// <summary>Checks all of it.</summary>
    public async Task CheckAsync()
    {
        var may = await SealedAsync("2023-05");
        var half = await SealedAsync("2023-H1");
        var quarter = await SealedAsync("2023-Q2");
        half.Groups.SelectMany(group => group.Rows).Where(row => row.WeekRank > 0).Should().OnlyContain(
            row => row.WeekPoints == row.YearPoints, "the half year is the year to date");
        half.Groups.SelectMany(group => group.Rows).Where(row => row.WeekRank == 0).Select(row => row.Unit).Should()
            .Equal(half.Period!.Without.Select(one => one.Unit)).And
            .HaveCount(district == "dinghu" ? 1 : 0, "one department came in March");
        await Quarters_add_up(half, quarter);
        await Every_point_leads_to_its_event(may);
        await Addresses_of_weeks_take_periods();
        await A_year_is_counted_by_both_counts();
        if (district == "dinghu")
        {
            await A_month_is_issued_again(may);
        }
    }

    private async Task<Bulletin> SealedAsync(string name)
    {
        var term = await TermAsync(name);
        var (_, verifier, sealer) = People[district];
        var report = await GateAsync(term);
        report.Checks.Where(check => !check.Met).Select(check => check.Code).Should()
            .Equal([GateCheck.ConfirmedCode], "{0}: {1}", name, string.Join(' ', report.Checks.SelectMany(
                check => check.Findings)));
        var digest = report.Draft!.Digest;
        await town.DoAsync(verifier, July, by => new ConfirmWeek(by, term, digest), district);
        (await town.AskAsync(verifier, July, by => new SealBulletin(by, term, "测〔2023〕1号", digest), district))
            .Refusal!.Code.Should().Be("same-person");
        await town.CaughtUpAsync(district);
        (await town.AskAsync(sealer, July, by => new SealBulletin(by, term, null, digest), district))
            .Refusal!.Code.Should().Be("document-missing");
        await town.DoAsync(sealer, July, by => new SealBulletin(by, term, $"测〔2023〕{name}号", digest), district);
        await RecountedAsync(term);
        await using var session = town.Session(district);
        return BulletinFiles.Read((await session.LoadAsync<SealedBulletin>(name, ct))!.Record);
    }

    private async Task Quarters_add_up(Bulletin half, Bulletin second)
    {
        var first = (await town.Get<LiveBoards>().OfAsync(district, "2023-Q1", null, ct)).Value;
        var sums = first.Groups.Concat(second.Groups).SelectMany(group => group.Rows)
            .GroupBy(row => row.Unit).ToDictionary(one => one.Key, one => one.Sum(row => row.WeekPoints));
        half.Groups.SelectMany(group => group.Rows).Where(row => row.WeekRank > 0).Should()
            .AllSatisfy(row => row.WeekPoints.Should().Be(sums[row.Unit], row.Unit));
        (first.Standing, first.Provisional, first.Rankings.First().Scope).Should()
            .Be((WeekStanding.Closed, true, "period"));
    }

    private async Task Every_point_leads_to_its_event(Bulletin bulletin)
    {
        var explained = 0;
        foreach (var row in bulletin.Groups.SelectMany(group => group.Rows).Where(row => row.WeekRank > 0))
        {
            var sheet = (await town.Get<Explanations>()
                .OfAsync(district, row.Unit, bulletin.Week, null, false, true, ct))
                .Value;
            var printed = bulletin.Sheets.FirstOrDefault(one => one.Unit == row.Unit)?.Lines ?? [];
            sheet.AddsUp.Should().BeTrue();
            sheet.Total.Should().Be(row.WeekPoints);
            sheet.Lines.Select(line => (line.Clause, line.Fact, line.On, line.Points, line.Because)).Should()
                .Equal(printed.Select(line => (line.Clause, line.Fact, line.On, line.Points, line.Because)));
            foreach (var (line, events) in printed.Zip(sheet.Lines, (line, shown) => (line, shown.Events)))
            {
                line.On.Should().BeOnOrAfter(bulletin.From).And.BeOnOrBefore(bulletin.To);
                if (line.Position is { } position)
                {
                    events.Should().Contain(one => one.Position == position && one.Stream == line.Stream);
                    explained++;
                }
            }
        }

        explained.Should().BeGreaterThan(20);
    }

    private async Task Addresses_of_weeks_take_periods()
    {
        using var anybody = town.Client();
        foreach (var (path, holds) in ((string, string)[])
            [
                ("bulletins/2023-05", "2023年5月"), ("bulletins/2023-05.csv", "本月位次"),
                ("bulletins/2023-05.json", "\"period\":{\"name\":\"2023-05\""),
                ("bulletins/2023-05/issues", "第1次印发"), ("bulletins/2023-H1", "上半年"),
            ])
        {
            (await anybody.GetStringAsync(new Uri($"/{district}/{path}", UriKind.Relative), ct)).Should()
                .Contain(holds, path);
        }

        (await anybody.GetAsync(new Uri($"/{district}/bulletins/2023-04", UriKind.Relative), ct)).StatusCode.Should()
            .Be(HttpStatusCode.NotFound);
        (await anybody.GetStringAsync(new Uri("/", UriKind.Relative), ct)).Should().Contain("2023年5月");
        var july = await GateAsync(await TermAsync("2023-07"));
        july.Checks.Single(check => check.Code == "closed").Findings.Should().Equal("2023-W31尚未办理截止。");
        (await town.Get<LiveBoards>().OfAsync(district, "2023-07", null, ct)).Refusal!.Code.Should()
            .Be("period-open");
        (await town.Get<LiveBoards>().OfAsync(district, "2023-05-T1", null, ct)).Refusal!.Code.Should()
            .Be("period-not-published");
    }

    // As if the weeks after the last one were closed, without any fact in them.
    private async Task A_year_is_counted_by_both_counts()
    {
        var known = await town.Get<Replay>().AtAsync(district, long.MaxValue, ct);
        var last = known.District.LastClosed!.Value;
        for (var week = last.Next; week.Start <= new DateOnly(2023, 12, 31); week = week.Next)
        {
            known = known with
            {
                District = known.District.Evolve(new WeekClosed(week, July, "kaoping.su"))!,
            };
        }

        var all = Scored.FromTexts(known);
        foreach (var name in (string[])["2023", "2023-H2", "2023-Q3", "2023-12"])
        {
            var term = Terms.PeriodOf(all.Rules, name)!.Value;
            var seen = all.SeenThrough(term.Last);
            Disagreement.First(seen, term).Should().BeNull(name);
            seen.Rank(term.Period!).SelectMany(group => group.Standings).Should().Contain(one => one.WeekRank == 1);
        }

        var year = all.SeenThrough(new DateOnly(2023, 12, 31));
        var places = year.Rank(Terms.PeriodOf(all.Rules, "2023")!.Value.Period!);
        places.SelectMany(group => group.Standings).Select(one => (one.Totals.Unit, one.WeekRank)).Should()
            .BeEquivalentTo(
                all.Rank(Week.Of(new DateOnly(2023, 12, 31), DayOfWeek.Monday)).SelectMany(group => group.Standings)
                    .Select(one => (one.Totals.Unit, one.YearRank)),
                "2023 ends with a week");
    }

    private async Task A_month_is_issued_again(Bulletin first)
    {
        var (term, (clerk, verifier, sealer)) = (await TermAsync("2023-05"), People[district]);
        (await town.AskAsync(clerk, July, Propose, district)).Refusal!.Code.Should().Be("already-published");
        var last = first.Groups[0].Rows[^1].Unit;
        await town.DoAsync(clerk, July, by => new ReportClaim(
            by with { Unit = last }, "V-补", last, BuiltInKinds.Visit, new DateOnly(2023, 5, 30),
            new Dictionary<string, string> { ["enterprise"] = "衡澜力", ["leader"] = "top" }, [], ["照片.jpg"]),
            district);
        await town.DoAsync(verifier, July, by => new VerifyClaim(by, "V-补", "", null), district);
        await town.CaughtUpAsync(district);
        await town.DoAsync(clerk, July, Propose, district);
        await town.CaughtUpAsync(district);
        (await town.AskAsync(clerk, July, by => new ApproveReissue(by, term), district)).Refusal!.Code.Should()
            .Be("same-person");
        await town.DoAsync(sealer, July, by => new ApproveReissue(by, term), district);
        await RecountedAsync(term);

        await using var session = town.Session(district);
        var second = BulletinFiles.Read((await session.LoadAsync<SealedBulletin>("2023-05.002", ct))!.Record);
        second.Issue!.Lines.Should().Contain(line => line.Fact == "V-补" && line.Unit == last);
        (await session.LoadAsync<SealedBulletin>("2023-05", ct))!.Record.Should()
            .Be(BulletinFiles.Record(first), "the first issue keeps its bytes");

        object Propose(Evaluation.Office.Decisions.Signature by) =>
            new ProposeReissue(by, term, IssueKind.Revision, "核验补录", "测〔2023〕2023-05号之二");
    }

    private async Task RecountedAsync(Term term)
    {
        await town.CaughtUpAsync(district);
        await using var session = town.Session(district);
        (await town.Get<Recount>().DifferenceAsync(session, term, ct)).Should()
            .BeNull("the recount of {0} equals its bytes", term);
    }

    private async Task<Term> TermAsync(string name)
    {
        await using var session = town.Session(district);
        return (await town.Get<Terms>().OfAsync(session, name, ct)).Value;
    }

    private async Task<GateReport> GateAsync(Term term)
    {
        await town.CaughtUpAsync(district);
        await using var session = town.Session(district);
        return await town.Get<GateReader>().ExamineAsync(session, term, ct);
    }
}
