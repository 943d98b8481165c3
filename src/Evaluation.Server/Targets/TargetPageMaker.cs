using Evaluation.Office.Ledger;
using Evaluation.Office.Targets;
using Evaluation.Rulebooks.Ranking;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Targets;

/// <summary>Makes the page.</summary>
public sealed class TargetPageMaker(
    RequestContext request, RuleSets ruleSets, BoardReader board, Sights sights, PageFrames frames,
    IHttpContextAccessor http)
{
    private static readonly char[] Parting = [',', '，', '\t'];

    /// <summary>The page, with the refusal of targets if there was one.</summary>
    public async Task<IResult> ShowAsync(FormReading form, Refusal? refusal, bool done, CancellationToken ct)
    {
        var (roster, given, rules) = await KnownAsync(ct);
        var rankings = await board.RankingsAsync(request.District, null, ct);
        var sight = await sights.OfAsync(ct);
        var fields = form.Shown(
            [
                new FormFieldView("document", "文号"),
                new FormFieldView("targets", "目标")
                {
                    Lines = 8,
                    Help = "一行一个：单位（各单位相同的写 *），指标，期间，目标数。例如：永安镇，外出招商，2023年，60",
                },
            ],
            refusal);
        return await PageResults.PageAsync<TargetsPage, TargetsView>(
            new TargetsView(
                await frames.OfAsync(http.HttpContext!, request.District, ct),
                [
                    .. given.All.GroupBy(one => (one.Target.Period, one.Target.Indicator))
                        .OrderByDescending(group => group.Key.Period, StringComparer.Ordinal)
                        .Select(group => Table([.. group], given, roster, rules, rankings, sight)),
                ],
                [.. Measures(rules).Select(one => $"{one.Label}（{one.UnitOfMeasure}）")], request.May<GiveTargets>(),
                fields,
                refusal is null || fields.Any(field => field.Error is not null) ? null : refusal.What + refusal.Remedy,
                done ? "已下达，目标列在下面；同一单位、指标和期间的，以后下达的为准。" : null),
            Answers.StatusOf(refusal));
    }

    /// <summary>Gives targets out.</summary>
    public async Task<IResult> GiveAsync(FormReading form, CancellationToken ct)
    {
        var (roster, _, rules) = await KnownAsync(ct);
        var (document, targets) = (form.Must("document"), Read(form, roster, rules));
        return form.Faults is [var fault, ..] ? await ShowAsync(form, fault, false, ct)
            : form.Does != "give"
                ? await ShowAsync(
                    form, FormReading.NotAsked("下达"),
                    false, ct)
            : await request.GoOnAsync(
                new GiveTargets(request.Sign(), new TargetsGiven(document, targets), null),
                $"{Links.Targets(request.District)}?done=yes", refusal => ShowAsync(form, refusal, false, ct), ct);
    }

    // Units and measures as people name them; what is not understood goes to the decision, which names the nearest.
    private static List<Target> Read(FormReading form, Roster roster, RuleSet rules)
    {
        var (targets, measures) = (new List<Target>(), Measures(rules).ToList());
        var lines = form.Must("targets").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var parts = lines[i].Split(Parting, StringSplitOptions.TrimEntries);
            if (parts is [var unit, var measure, var period, var text] && TargetAmounts.Amount(text) is { } amount)
            {
                targets.Add(new Target(
                    unit is "各单位" ? TargetAmounts.EveryUnit
                        : roster.Terms.FindLast(term => Sameness.Equal(term.Name, unit))?.Unit ?? unit,
                    measures.Find(one => one.Label == measure)?.Name ?? measure,
                    period.TrimEnd('度').TrimEnd('年'), amount));
            }
            else if (lines[i].Trim().Length > 0)
            {
                form.Add(new Refusal(
                    "target-wrong", $"第{i + 1}行“{Characters.Short(lines[i].Trim())}”读不出。", "targets",
                    "请写成四项：永安镇，外出招商，2023年，60。"));
            }
        }

        return targets;
    }

    private static TargetTable Table(
        IReadOnlyList<GivenTarget> given, GivenTargets all, Roster roster, RuleSet rules,
        IReadOnlyList<GroupRanking> rankings, Sight sight)
    {
        var (period, indicator) = (given[0].Target.Period, given[0].Target.Indicator);
        var days = rules.InOrder.Select(edition => edition.Calendar.DaysOf(period))
            .FirstOrDefault(one => one is not null);
        var measure = rules.InOrder.Reverse().SelectMany(edition => edition.Measures)
            .FirstOrDefault(one => one.Name == indicator);
        var (week, done) = Done(period, indicator, days, rules, rankings);
        var amounts = all.AsTargets();
        var last = days?.Last ?? DateOnly.MaxValue;
        var units = roster.Terms.Where(term => term.From <= last && (term.To is null || term.To >= last))
            .DistinctBy(term => term.Unit).ToList();
        return new TargetTable(
            measure?.Label ?? indicator, measure?.UnitOfMeasure ?? "", PeriodNames.Title(period),
            week is { } known ? $"完成数截至{Print.Week(known.Id)}" : null,
            [
                .. from term in units
                   let target = amounts.Of(term.Unit, indicator, period)
                   where target is not null
                   let own = given.FirstOrDefault(one => one.Target.Unit == term.Unit)
                   let common = given.FirstOrDefault(one => one.Target.Unit == TargetAmounts.EveryUnit)
                   let figure = sight.Shows(term.Unit) ? done?.GetValueOrDefault(term.Unit) : null
                   select Row(term, target.Value, measure, figure, (own ?? common)?.Document),
            ]);
    }

    private static TargetRow Row(UnitTerm term, decimal target, Measure? measure, decimal? done, string? document)
    {
        // Figures and targets are in yuan where they are money; both are divided in print.
        var by = measure is { Divisor: > 0m } ? measure.Divisor : 1m;
        var share = target == 0m || done is null ? null : done / target;
        return new TargetRow(
            term.Name, $"{Value.Of(target / by)}",
            done is { } figure ? $"{Value.Of(Math.Round(figure / by, 2, MidpointRounding.AwayFromZero))}" : "—",
            share is { } part ? (int)Math.Clamp(Math.Round(part * 100m), 0m, 100m) : null,
            share is { } whole ? $"{Value.Of(Math.Round(whole * 100m, 1))}%" : "—", document ?? "");
    }

    // As printed: of a year its figures to date in the last week that belongs to it, of a week those of the week.
    // Other periods are judged at their end, on the sheets.
    private static (Week? Week, Dictionary<string, decimal>? Done) Done(
        string period, string indicator, (DateOnly First, DateOnly Last)? days, RuleSet rules,
        IReadOnlyList<GroupRanking> rankings)
    {
        if (days is not { } span)
        {
            return (null, null);
        }

        var (ofWeek, ofYear) = (period.Contains('W', StringComparison.Ordinal), period.Length == 4);
        var of = rankings.Where(ranking => ofWeek ? ranking.Week.Start == span.First
            : ofYear && Snapshot.Frame(rules, ranking.Week)?.Calendar.YearOf(ranking.Week) == span.First).ToList();
        if (of.Count == 0)
        {
            return (null, null);
        }

        var week = of.Max(ranking => ranking.Week);
        return (week, of.Where(ranking => ranking.Week == week).SelectMany(ranking => ranking.Standings)
            .ToDictionary(
                standing => standing.Totals.Unit,
                standing => (ofWeek ? standing.Totals.WeekFigures : standing.Totals.YearFigures)
                    .GetValueOrDefault(indicator),
                StringComparer.Ordinal));
    }

    private static IEnumerable<Measure> Measures(RuleSet rules) =>
        rules.InOrder.Reverse().SelectMany(edition => edition.Measures).DistinctBy(measure => measure.Name);

    private async Task<(Roster Roster, GivenTargets Given, RuleSet Rules)> KnownAsync(CancellationToken ct)
    {
        await using var session = request.Session();
        return (
            await session.StateAsync<Roster>(Evaluation.Office.Units.RosterFold.Stream, ct) ?? Roster.Empty,
            await session.StateAsync<GivenTargets>(GivenTargets.Stream, ct) ?? GivenTargets.None,
            await ruleSets.OfAsync(session, ct));
    }
}
