using Evaluation.Office.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Units;

namespace Evaluation.Server.Founding;

/// <summary>Makes the page on which a district is founded.</summary>
internal sealed class DistrictPageMaker(RequestContext request, PageFrames frames, IHttpContextAccessor accessor)
{
    /// <summary>The page, with the refusal of a founding if there was one.</summary>
    public async Task<IResult> ShowAsync(Refusal? refusal, CancellationToken ct)
    {
        var http = accessor.HttpContext!;
        return await PageResults.PageAsync<DistrictPage, DistrictView>(
            new DistrictView(
                await frames.OfAsync(http, null, ct), refusal, refusal is null ? null : SentForms.Of(http)),
            Answers.StatusOf(refusal));
    }

    /// <summary>Founds the district and goes on to what it still needs.</summary>
    /// <param name="district">Its code.</param>
    /// <param name="name">Its name in print.</param>
    /// <param name="issuer">Who signs its bulletins.</param>
    /// <param name="week">The first day of its weeks, in English.</param>
    /// <param name="found">Whether it is to be founded.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> FoundAsync(
        string district, string name, string issuer, string week, bool found, CancellationToken ct)
    {
        if (!found)
        {
            return await ShowAsync(FormReading.NotAsked("办理"), ct);
        }

        var code = Typed.Narrow(district).Trim();
        if (code.Length == 0 || !Enum.TryParse<DayOfWeek>(week, out var starts) || !Enum.IsDefined(starts))
        {
            return await ShowAsync(
                code.Length == 0
                    ? new Refusal("district-missing", "没有填写代码。", "district", "请填写，例如 dinghu。")
                    : new Refusal("week-wrong", "没有选择一周的第一天。", "week", "请从列表中选择。"),
                ct);
        }

        var outcome = await request.AskAsync(
            code,
            new FoundDistrict(
                request.Sign(AccountTimes.Offset),
                new DistrictFounded(code, name.Trim(), starts, AccountTimes.Offset, issuer.Trim())),
            ct);
        return outcome.Refusal is { Kind: not RefusalKind.Repeated } refusal
            ? await ShowAsync(refusal, ct)
            : Results.LocalRedirect(Links.Setup(code, SetupSteps.District));
    }
}
