using System.Text;
using Evaluation.Office.Imports;
using Evaluation.Office.Projects;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Imports;

/// <summary>Makes the page on which a file of claims is checked and taken over, and its workbooks.</summary>
public sealed class UploadPageMaker(
    RequestContext request, UploadDesk desk, RuleSets ruleSets, StateCache states, OfferedNames offered,
    PageFrames frames, IHttpContextAccessor http)
{
    private const string PastedRows = "粘贴的内容";

    // A list of more is of no use to who looks for a name, and would make the file heavy.
    private const int MostNames = 3000;

    // A page without a script looks again by itself.
    private const string Again = "2";

    /// <summary>The page.</summary>
    public async Task<IResult> ShowAsync(Refusal? refusal, CancellationToken ct, string pasted = "")
    {
        var frame = await frames.OfAsync(http.HttpContext!, request.District, ct);
        var found = await desk.FindAsync(request.District, request.Sign(), request.May<VerifyClaim>(), ct);
        if (found is { IsBusy: true } && refusal is null)
        {
            http.HttpContext!.Response.Headers["Refresh"] = Again;
        }

        await using var session = request.Session();
        var rules = await ruleSets.OfAsync(session, ct);
        return await PageResults.PageAsync<UploadPage, UploadView>(
            new UploadView(
                frame, frame.Viewer?.Unit, KindsInForce.Offered(rules, Today).Reportable, found)
            {
                Refusal = refusal,
                Pasted = pasted,
            },
            Answers.StatusOf(refusal));
    }

    /// <summary>Has a file checked, or rows that were pasted.</summary>
    /// <param name="file">The file; null or empty for none.</param>
    /// <param name="paste">The rows with their head; empty for none.</param>
    /// <param name="kind">The kind of rows that name none; empty when each names its own.</param>
    /// <param name="asked">Whether the button was pressed, and not the Enter key.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> CheckAsync(
        IFormFile? file, string? paste, string? kind, bool asked, CancellationToken ct)
    {
        if (!asked)
        {
            return await ShowAsync(FormReading.NotAsked("核对"), ct, paste ?? "");
        }

        var (name, content) = (PastedRows, Encoding.UTF8.GetBytes(Characters.ShowsNothing(paste) ? "" : paste));
        if (file is { Length: > 0 })
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, ct);
            (name, content) = (Characters.Short(Path.GetFileName(file.FileName), 100), bytes.ToArray());
        }

        return await request.GoOnAsync(
            new CheckClaimFile(
                request.Sign(), name, content, kind is { Length: > 0 } ? kind : null, request.May<VerifyClaim>()),
            Links.Upload(request.District), refusal => ShowAsync(refusal, ct, paste ?? ""), ct);
    }

    /// <summary>Takes over what was checked.</summary>
    public Task<IResult> TakeAsync(string number, string digest, bool asked, CancellationToken ct) => asked
        ? request.GoOnAsync(
            new TakeClaimFile(request.Sign(), number, digest, request.May<VerifyClaim>()),
            Links.Upload(request.District), refusal => ShowAsync(refusal, ct), ct)
        : ShowAsync(FormReading.NotAsked("接收"), ct);

    /// <summary>The file that was checked, with what was found marked in it.</summary>
    public async Task<IResult> CopyAsync(CancellationToken ct) =>
        await desk.CopyAsync(request.District, request.Actor.Account, ct) is { } copy
            ? Results.File(copy, ListFiles.Workbook, "标好的表.xlsx")
            : Answers.Problem(Refusal.NotFound(
                "unknown-upload", "没有核对过的文件，或已超过一天。", "file", "请重新上传核对。"));

    /// <summary>The empty workbook for claims of a kind, or of all kinds.</summary>
    public async Task<IResult> TemplateAsync(string? kind, CancellationToken ct)
    {
        await using var session = request.Session();
        var rules = await ruleSets.OfAsync(session, ct);
        var kinds = KindsInForce.Offered(rules, Today).Reportable;
        if (kind is { Length: > 0 } && kinds.All(one => one.Name != kind))
        {
            return Answers.Problem(Refusal.Unknown(
                "kind", "事项类别", Characters.Short(kind), Finding.Nearest(kind, kinds.Select(one => one.Name))));
        }

        var words = await WordsAsync(states.At(session), rules, ct);
        return Results.File(
            ClaimTemplate.Make([.. kinds.Where(one => string.IsNullOrEmpty(kind) || one.Name == kind)], words),
            ListFiles.Workbook, $"{kinds.FirstOrDefault(one => one.Name == kind)?.Label ?? "各类事项"}空白表.xlsx");
    }

    private DateOnly Today => DateOnly.FromDateTime(request.Sign().At.DateTime);

    private async Task<TemplateWords> WordsAsync(
        StateCache.Reader known, RuleSet rules, CancellationToken ct)
    {
        var roster = await known.StateAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty;
        var names = (await offered.OfAsync(ct)).ToList();
        await known.SeeAsync(names.Select(name => Project.StreamOf(name.Key)), ct);
        var (firms, projects) = (new List<string>(), new List<(string Code, string Name)>());
        foreach (var (code, name) in names)
        {
            if (await known.HasAsync(Project.StreamOf(code), ct))
            {
                projects.Add((code, name));
            }
            else
            {
                firms.Add(name);
            }
        }

        var units = roster.Terms.Where(term => term.Covers(Today)).Select(term => term.Unit).Distinct().ToList();
        return new TemplateWords(request.District, rules.InOrder.Length)
        {
            Units = request.Actor.Unit is null ? [.. units] : [],
            Roster = [.. units],
            Firms = [.. firms.Distinct().Order(StringComparer.Ordinal).Take(MostNames)],
            Projects =
            [
                .. projects.GroupBy(one => Sameness.Of(one.Name))
                    .SelectMany(same => same.Select(one => same.Count() == 1 ? one.Name : one.Code))
                    .Order(StringComparer.Ordinal).Take(MostNames),
            ],
            Day = Today,
        };
    }
}
