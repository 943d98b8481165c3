using Evaluation.Office.Firms;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Marten;

namespace Evaluation.Server.Firms;

/// <summary>
/// Makes the pages on which a firm's file is put right: what it changes is seen before it is entered.
/// </summary>
public sealed class FirmEntryPageMaker(
    RequestContext request, FirmTrials trials, PageFrames frames, IHttpContextAccessor http)
{
    private DateOnly Today => DateOnly.FromDateTime(request.Sign().At.DateTime);

    /// <summary>The fresh form of a change.</summary>
    public Task<IResult> FormAsync(FirmForm form, string firm, CancellationToken ct) =>
        ShowAsync(form, firm, new FormReading(null), null, null, null, ct);

    /// <summary>Looks at what a change would do, or enters it.</summary>
    public async Task<IResult> EnterAsync(FirmForm form, string firm, FormReading sent, CancellationToken ct)
    {
        var change = form.Read(firm, sent);
        if (sent.Faults.Count > 0)
        {
            return await ShowAsync(form, firm, sent, null, null, sent.Faults[0], ct);
        }

        await using var session = request.Session();
        if (change is FirmMerged merged)
        {
            change = merged with { Into = await FirmNames.FiledAsync(session, merged.Into, ct) };
        }

        if (sent.Does == "enter")
        {
            var seen = sent.Seen;
            return await request.GoOnAsync(
                FirmForm.CommandOf(request.Sign(), change, seen), $"{Links.Firm(request.District, firm)}?done=yes",
                refusal => ShowAsync(form, firm, sent, null, null, refusal, ct), ct);
        }

        // Before the preview: what comes in after it was not looked at.
        var at = (await session.VersionedAsync<Firm>(Firm.StreamOf(firm), ct))?.Version;
        return (await PreviewAsync(session, firm, change, ct)).TryGet(out var preview, out var refused)
            ? await ShowAsync(form, firm, sent, preview, at, null, ct)
            : await ShowAsync(form, firm, sent, null, null, refused, ct);
    }

    private async Task<Result<EntryPreview>> PreviewAsync(
        IQuerySession session, string firm, object change, CancellationToken ct) => change switch
        {
            FirmRenamed e => await RenamedAsync(session, e, ct),
            FirmCodeCorrected e => await CodedAsync(session, e, ct),
            FirmMerged e => (await trials.OfMergerAsync(session, firm, e.Into, ct)).Then<EntryPreview>(
                tried => Shown(tried)),
            _ => (await trials.OfUndoingAsync(session, firm, ct)).Then<EntryPreview>(tried => Shown(tried)),
        };

    private async Task<Result<EntryPreview>> RenamedAsync(IQuerySession session, FirmRenamed e, CancellationToken ct)
    {
        var stream = Firm.StreamOf(e.Enterprise);
        var standing = await session.StateAsync<Firm>(stream, ct);
        var filed = await FiledOn.OfAsync(session, stream, request.Sign().At.Offset, ct);
        if ((FirmDecider.Rename(standing, e, filed, Today).Refusal
            ?? await HeldAsync(session, Firm.Key(e.Name), e.Enterprise, "name", ct)) is { } refusal)
        {
            return refusal;
        }

        return new EntryPreview(
            $"“{standing!.Name}”自{Print.Day(e.From)}起改称“{e.Name}”。",
            [
                $"旧名“{standing.Name}”留作别名，照旧可以填报、查找，别的企业不能登记。",
                "今后印发的通报用新名称；已签发的通报一个字也不变，得分和排名不变。",
            ],
            []);
    }

    private static async Task<Result<EntryPreview>> CodedAsync(
        IQuerySession session, FirmCodeCorrected e, CancellationToken ct)
    {
        var standing = await session.StateAsync<Firm>(Firm.StreamOf(e.Enterprise), ct);
        if ((FirmDecider.CorrectCode(standing, e).Refusal ?? (e.CreditCode is null ? null
            : await HeldAsync(session, e.CreditCode, e.Enterprise, "credit_code", ct))) is { } refusal)
        {
            return refusal;
        }

        const string none = "没有登记", same = "已填报的事项、得分和排名都不变；已签发的通报不变。";
        return new EntryPreview(
            $"“{standing!.Name}”的统一社会信用代码由{standing.CreditCode ?? none}改为{e.CreditCode ?? none}。",
            standing.CreditCode is { } wrong
                ? [$"错误的代码{wrong}不再指这家企业，可以登记给它真正的企业。", same] : [same],
            []);
    }

    private static async Task<Refusal?> HeldAsync(
        IQuerySession session, string key, string firm, string where, CancellationToken ct) =>
        FirmDecider.Take(
            await session.StateAsync<NameTaken>(NameTaken.StreamOf(key), ct), new NameTaken(key, firm)).Refusal
            is { } held ? held with { Where = where } : null;

    private static EntryPreview Shown(FirmTrialAnswer tried) => new(
        tried.Sentences[0], [.. tried.Sentences.Skip(1)],
        [
            new EntryTable(
                "得分的变动", ["单位", "现在", "登记后", "事项", "日期", "条款"],
                [
                    .. tried.Lines.Select(line => (IReadOnlyList<string>)
                    [
                        line.Unit, $"{Value.Of(line.Before)}分", $"{Value.Of(line.After)}分",
                        line.Fact.Contains('/') ? line.What : $"{line.Fact} {line.What}",
                        Print.IsoDay(line.On) + (line.Sealed ? "（已签发）" : ""),
                        line.Clause.Length > 0 ? line.Clause : "不计分",
                    ]),
                ]),
            new EntryTable(
                "年度累计的变动", ["单位", "年度累计现在", "登记后"],
                [.. tried.Moves.Select(move => (IReadOnlyList<string>)[move.Unit, move.Before, move.After])]),
        ]);

    private async Task<IResult> ShowAsync(
        FirmForm form, string firm, FormReading sent, EntryPreview? preview, long? at, Refusal? refusal,
        CancellationToken ct)
    {
        await using var session = request.Session();
        if (await session.VersionedAsync<Firm>(Firm.StreamOf(firm), ct) is not { } known)
        {
            return Answers.Problem(FirmDecider.Unknown(Characters.Short(firm)));
        }

        // Who holds a name or a code is said where it was typed.
        refusal = refusal is { Code: "name-taken" } ? refusal with { Where = form.Fields[0] } : refusal;
        var fields = sent.Shown(form.Inputs(Today), refusal);
        return await PageResults.PageAsync<EntryPage, EntryView>(
            new EntryView(
                await frames.OfAsync(http.HttpContext!, request.District, ct), form.Title, form.Button,
                Links.FirmStep(request.District, firm, form.Key), fields, preview,
                at, FormReading.Beside(fields, refusal))
            {
                About = $"{known.State.Name}（代号{known.State.Id}，代码{known.State.CreditCode ?? "没有登记"}）",
                Remark = form.Key == "merge" ? "并错了可以撤销并档；登记过的事都留在案。"
                    : "登记过的事都留在案，以后可以再登记更正。",
                Back = (Links.Firm(request.District, firm), "回到企业"),
            },
            Answers.StatusOf(refusal));
    }
}
