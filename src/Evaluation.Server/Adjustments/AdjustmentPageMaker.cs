using System.Globalization;
using Evaluation.Office.Adjustments;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Adjustments;

/// <summary>Makes the pages.</summary>
public sealed class AdjustmentPageMaker(
    RequestContext request, EventReader log, PageFrames frames, IHttpContextAccessor http)
{
    private const string Family = "adjustment/";

    private DateOnly Today => DateOnly.FromDateTime(request.Sign().At.DateTime);

    /// <summary>The list with the form.</summary>
    /// <param name="done">What was done just now: `decided` or `reversed`; null for nothing.</param>
    /// <param name="ct">Cancels.</param>
    public Task<IResult> ShowAsync(string? done, CancellationToken ct) => ListAsync(
        new FormReading(null), null, done switch
        {
            "decided" => "已登记，决定列在下面，计入其生效的一周。",
            "reversed" => "已登记撤销，两项决定都留在下面。",
            _ => null,
        }, ct);

    /// <summary>Records a decision.</summary>
    public async Task<IResult> DecideAsync(FormReading form, CancellationToken ct)
    {
        var decided = new AdjustmentDecided(
            form.Must("adjustment"), form.Must("unit"), form.Number("points"), form.Day("decided_on"),
            form.Day("effective_on"), form.Must("document"), form.Must("reason"));
        return form.Faults is [var fault, ..] ? await ListAsync(form, fault, null, ct)
            : form.Does != "decide" ? await ListAsync(form, FormReading.NotAsked("登记"), null, ct)
            : await request.GoOnAsync(
                new DecideAdjustment(request.Sign(), decided), $"{Links.Adjustments(request.District)}?done=decided",
                refusal => ListAsync(form, refusal, null, ct), ct);
    }

    /// <summary>A decision with the form that takes it back.</summary>
    public async Task<IResult> OneAsync(
        string adjustment, FormReading form, Refusal? refusal, CancellationToken ct)
    {
        var rows = await RowsAsync(ct);
        if (rows.Find(row => row.Number == adjustment) is not { } one)
        {
            return Answers.Problem(
                Refusal.Unknown("adjustment", "加减分决定", Characters.Short(adjustment), "请从加减分页进入。"));
        }

        var fields = form.Shown(
            [
                new FormFieldView("reversal", "撤销决定的编号"),
                new FormFieldView("decided_on", "决定日期") { Typed = [Print.Day(Today)] },
                new FormFieldView("effective_on", "生效日期")
                {
                    Help = "计入这一天所在的周",
                    Typed = [Print.Day(Today)],
                },
                new FormFieldView("document", "文号"),
                new FormFieldView("reason", "理由") { Lines = 2, Help = "载入通报" },
            ],
            refusal);
        return await PageResults.PageAsync<AdjustmentPage, AdjustmentView>(
            new AdjustmentView(
                await FrameAsync(ct), one, one.Reversed is null && request.May<ReverseAdjustment>(), fields,
                FormReading.Beside(fields, refusal)),
            Answers.StatusOf(refusal));
    }

    /// <summary>Takes a decision back.</summary>
    public async Task<IResult> ReverseAsync(string adjustment, FormReading form, CancellationToken ct)
    {
        var reversed = new AdjustmentReversed(
            adjustment, form.Must("reversal"), form.Day("decided_on"), form.Day("effective_on"), form.Must("document"),
            form.Must("reason"));
        return form.Faults is [var fault, ..] ? await OneAsync(adjustment, form, fault, ct)
            : form.Does != "reverse" ? await OneAsync(adjustment, form, FormReading.NotAsked("登记"), ct)
            : await request.GoOnAsync(
                new ReverseAdjustment(request.Sign(), reversed, null),
                $"{Links.Adjustments(request.District)}?done=reversed",
                refusal => OneAsync(adjustment, form, refusal, ct), ct);
    }

    private async Task<IResult> ListAsync(FormReading form, Refusal? refusal, string? done, CancellationToken ct)
    {
        var roster = await RosterAsync(ct);
        var fields = form.Shown(
            [
                new FormFieldView("adjustment", "决定编号") { Help = "例如 D-2023-20，每项决定一个" },
                new FormFieldView("unit", "单位")
                {
                    Choices = [.. roster.Terms.Where(term => term.To is null)
                        .Select(term => new SuggestionView(term.Unit, term.Name))],
                },
                new FormFieldView("points", "分值") { Help = "加分写 1.5，减分写 -1.5" },
                new FormFieldView("decided_on", "决定日期") { Typed = [Print.Day(Today)] },
                new FormFieldView("effective_on", "生效日期")
                {
                    Help = "计入这一天所在的周",
                    Typed = [Print.Day(Today)],
                },
                new FormFieldView("document", "文号"),
                new FormFieldView("reason", "理由") { Lines = 2, Help = "载入通报" },
            ],
            refusal);
        var rows = await RowsAsync(ct);
        rows.Reverse();
        return await PageResults.PageAsync<AdjustmentsPage, AdjustmentsView>(
            new AdjustmentsView(
                await FrameAsync(ct), rows, request.May<DecideAdjustment>(), fields,
                FormReading.Beside(fields, refusal), done),
            Answers.StatusOf(refusal));
    }

    // In order of registration; the log also knows when.
    private async Task<List<AdjustmentRow>> RowsAsync(CancellationToken ct)
    {
        var roster = await RosterAsync(ct);
        return
        [
            .. from stream in (await log.OfFamilyAsync(request.District, Family, ct))
                   .GroupBy(e => e.Stream, StringComparer.Ordinal)

               // What begins with a reversal stops the board, which the head of the page says.
               where stream.First().Fact is AdjustmentDecided
               let one = stream.Aggregate((Adjustment?)null, (known, e) => Adjustment.Evolve(known, e.Fact))!
               orderby stream.First().Position
               select new AdjustmentRow(
                   one.Id, roster.Terms.FindLast(term => term.Unit == one.Unit)?.Name ?? one.Unit,
                   Points(one.Points), Print.Day(one.EffectiveOn), one.Document, one.Reason,
                   one.Reversed is not { } reversed ? null
                       : $"{Print.Day(reversed.EffectiveOn)}撤销（{reversed.Document}）：{reversed.Reason}"),
        ];
    }

    private async Task<Roster> RosterAsync(CancellationToken ct)
    {
        await using var session = request.Session();
        return await session.StateAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty;
    }

    private static string Points(decimal points) =>
        (points > 0m ? "+" : "") + Exact.Trim(points).ToString(CultureInfo.InvariantCulture);

    private Task<FrameView> FrameAsync(CancellationToken ct) =>
        frames.OfAsync(http.HttpContext!, request.District, ct);
}
