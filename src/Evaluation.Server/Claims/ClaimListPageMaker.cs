using Evaluation.Office.Verification;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Claims;

/// <summary>Makes the page on which claims are listed, and the same list as a file.</summary>
public sealed class ClaimListPageMaker(
    RequestContext request, ClaimListings listings, PageFrames frames,
    IHttpContextAccessor http)
{
    private const int OnPage = 60;
    private const string Name = "事项";

    /// <summary>The page that is asked for.</summary>
    public async Task<IResult> ListAsync(ClaimListQuery query, CancellationToken ct)
    {
        if (!(await listings.OfAsync(query, ct)).TryGet(out var found, out var refusal))
        {
            return Answers.Problem(refusal);
        }

        var frame = await frames.OfAsync(http.HttpContext!, request.District, ct);
        var address = query.At(Links.Claims(request.District));
        var page = found.Page(OnPage);
        return await PageResults.PageAsync<ClaimsPage, ClaimsView>(new ClaimsView(
            frame, frame.Viewer?.Unit ?? "全部单位", [.. page.Rows.Select(one => Row(one, found))],
            ListPlaceView.Of(address, page, "件"))
        {
            Status = found.Ask.Status,
            Counts = found.OfAnyStatus.CountBy(one => one.Claim.Status).ToDictionary(),
            Units = found.Known.Choices.Units,
            Kinds = found.Known.Choices.Kinds,
            Weeks = found.Known.Choices.Weeks,
            Findings = found.SeesFindings
                ? [.. ClaimAsk.Findings.Select(one => new SuggestionView(one, ClaimAsk.LabelOf(one)))] : [],
            Asked = query,
            LeavesFindingsOut = found.SeesFindings && !found.ShowsFindings,
            MayReport = request.May<ReportClaim>(),
            MayUpload = request.Actor.Is([Roles.Verifier, Roles.Committee]),
        });
    }

    /// <summary>The list as CSV.</summary>
    public Task<IResult> CsvAsync(ClaimListQuery query, CancellationToken ct) => FileAsync(
        query, found => ListFiles.Csv(Name, found.Columns, found.Order.All(found.Claims)), ct);

    /// <summary>The list as a workbook.</summary>
    public Task<IResult> XlsxAsync(ClaimListQuery query, CancellationToken ct) => FileAsync(
        query, found => ListFiles.Xlsx(Name, found.Columns, found.Order.All(found.Claims)), ct);

    private async Task<IResult> FileAsync(
        ClaimListQuery query, Func<ClaimListing, IResult> file, CancellationToken ct) =>
        (await listings.OfAsync(query, ct)).TryGet(out var found, out var refusal)
            ? file(found)
            : Answers.Problem(refusal);

    private static ClaimRowView Row(ClaimHistory one, ClaimListing found) => new(
        one.Claim.Id, found.Known.UnitName(one.Claim), found.Known.KindLabel(one.Claim), one.Claim.OccurredOn,
        found.Known.Subject(one.Claim), one.Claim.Status, one.Claim.Reason,
        found.Persons.Called(null, one.Claim.ReportedBy), one.Proofs.Count)
    {
        Findings = found.ShowsFindings
            ? [.. found.Known.About(one.Claim.Id).Where(finding => finding.Open).DistinctBy(finding => finding.Code)]
            : [],
    };
}
