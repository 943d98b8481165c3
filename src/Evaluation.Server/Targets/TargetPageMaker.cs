using Evaluation.Office.Targets;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Targets;

/// <summary>Makes the page.</summary>
public sealed class TargetPageMaker(
    RequestContext request, RuleSets ruleSets, TargetProgress progress, Sights sights, PageFrames frames,
    IHttpContextAccessor http)
{
    private static readonly char[] Parting = [',', '，', '\t'];

    /// <summary>The page as of a week, the last closed one when none is named.</summary>
    public async Task<IResult> OfWeekAsync(string? week, bool done, CancellationToken ct) =>
        await ShowAsync(week is "" ? null : week, new FormReading(null), null, done, ct);

    private async Task<IResult> ShowAsync(
        string? week, FormReading form, Refusal? refusal, bool done, CancellationToken ct)
    {
        var (roster, rules) = await KnownAsync(ct);
        var now = request.Sign().At;
        var known = (await progress.OfAsync(request.District, week, now, await sights.OfAsync(ct), ct))
            .TryGet(out var seen, out var unknown);
        refusal ??= known ? null : unknown;
        var fields = form.Shown(
            [
                new FormFieldView("document", "文号"),
                new FormFieldView("targets", "目标")
                {
                    Lines = 8,
                    Help = "一行一个：单位（各单位相同的写“各单位”，全部单位一起的写“合计”），指标，期间，目标数。"
                        + "例如：永安镇，外出招商，2023年，60。合计的后面可再写期初数",
                },
            ],
            refusal);
        return await PageResults.PageAsync<TargetsPage, TargetsView>(
            new TargetsView(
                await frames.OfAsync(http.HttpContext!, request.District, ct), known ? seen : null,
                roster.Terms.GroupBy(term => term.Unit).ToDictionary(unit => unit.Key, unit => unit.Last().Name),
                [.. Measures(rules).Select(one => $"{one.Label}（{one.UnitOfMeasure}）")], request.May<GiveTargets>(),
                fields, FormReading.Beside(fields, refusal),
                done ? "已下达，目标列在下面；同一单位、指标和期间的，以后下达的为准。" : null)
            {
                Beside = known ? Beside(seen!, now) : default,
            },
            Answers.StatusOf(refusal));
    }

    private static (string? Before, string? After) Beside(ProgressAnswer seen, DateTimeOffset now)
    {
        var week = Week.Of(seen.Through, seen.Through.AddDays(1).DayOfWeek);
        return (week.Previous.Id, week.Next.Start <= DateOnly.FromDateTime(now.DateTime) ? week.Next.Id : null);
    }

    /// <summary>Gives targets out.</summary>
    public async Task<IResult> GiveAsync(FormReading form, CancellationToken ct)
    {
        var (roster, rules) = await KnownAsync(ct);
        var (document, targets) = (form.Must("document"), Read(form, roster, rules));
        return form.Faults is [var fault, ..] ? await ShowAsync(null, form, fault, false, ct)
            : form.Does != "give"
                ? await ShowAsync(null, form, FormReading.NotAsked("下达"), false, ct)
            : await request.GoOnAsync(
                new GiveTargets(request.Sign(), new TargetsGiven(document, targets), null),
                $"{Links.Targets(request.District)}?done=yes",
                refusal => ShowAsync(null, form, refusal, false, ct), ct);
    }

    // Units and measures as people name them; what is not understood goes to the decision, which names the nearest.
    private static List<Target> Read(FormReading form, Roster roster, RuleSet rules)
    {
        var (targets, measures) = (new List<Target>(), Measures(rules).ToList());
        var lines = form.Must("targets").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var parts = lines[i].Split(Parting, StringSplitOptions.TrimEntries);
            if (parts is [var unit, var measure, var period, var text, .. var more]
                && TargetAmounts.Amount(text) is { } amount
                && (more is [] || (more is [var before] && TargetAmounts.Amount(before) is not null)))
            {
                targets.Add(new Target(
                    roster.Terms.FindLast(term => Sameness.Equal(term.Name, unit))?.Unit
                        ?? TargetAmounts.Addressee(unit),
                    measures.Find(one => one.Label == measure)?.Name ?? measure,
                    period.TrimEnd('度').TrimEnd('年'), amount)
                {
                    Opening = more is [var opening] ? TargetAmounts.Amount(opening) : null,
                });
            }
            else if (lines[i].Trim().Length > 0)
            {
                form.Add(new Refusal(
                    "target-wrong", $"第{i + 1}行“{Characters.Short(lines[i].Trim())}”读不出。", "targets",
                    "请写成四项：永安镇，外出招商，2023年，60；合计的后面可再写期初数。"));
            }
        }

        return targets;
    }

    private static IEnumerable<Measure> Measures(RuleSet rules) =>
        rules.InOrder.Reverse().SelectMany(edition => edition.Measures).DistinctBy(measure => measure.Name);

    private async Task<(Roster Roster, RuleSet Rules)> KnownAsync(CancellationToken ct)
    {
        await using var session = request.Session();
        return (
            await session.StateAsync<Roster>(Evaluation.Office.Units.RosterFold.Stream, ct) ?? Roster.Empty,
            await ruleSets.OfAsync(session, ct));
    }
}
