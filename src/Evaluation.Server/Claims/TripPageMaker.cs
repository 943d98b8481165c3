using System.Globalization;
using System.Text.RegularExpressions;
using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Evidence;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Claims;

/// <summary>Makes the page on which a trip is reported with its visits.</summary>
public sealed partial class TripPageMaker(
    RequestContext request, BoardReader board, ClaimFigures figures, UnfiledFirms firms, RuleSets ruleSets,
    PageFrames frames, EvidenceIntake intake, EvidenceSettings settings, IHttpContextAccessor http)
{
    // More would make the page heavy; a firm may be written by any of its names all the same.
    private const int MostFirms = 300;
    private const int MostEarlier = 3, RecentClaims = 60;

    /// <summary>The form: fresh, or like an earlier trip; and what was sent just now.</summary>
    /// <param name="from">The number of the earlier trip; null for none.</param>
    /// <param name="done">The number of the trip that was sent just now; null for none.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> ShowAsync(string? from, string? done, CancellationToken ct)
    {
        var form = TripForm.Fresh(NewNumber());
        if (from is not null)
        {
            if (await TripAsync(from, ct) is not (var trip, var visits))
            {
                return Answers.Problem(ClaimDecider.Unknown(Characters.Short(from)));
            }

            form = TripForm.Like(form.Claim, trip, visits);
        }

        var view = await ViewAsync(form, null, ct);
        var sent = done is not null && await TripAsync(done, ct) is (var reported, var visited)
            ? await TitledAsync([reported, .. visited], ct) : null;
        var earlier = done is not null || from is not null ? [] : await TitledAsync(
            [.. (await figures.LatestAsync(request.District, request.Actor.Unit!, RecentClaims, ct))
                .Where(claim => claim.Kind == BuiltInKinds.Trip).Take(MostEarlier)], ct);
        return await PageAsync(view with
        {
            Sent = sent,
            Earlier = earlier,
            IsFresh = from is null,
            Said = from is null ? null : "已照以前的外出填好企业和人员，请填写这次的日期并核对。",
        });
    }

    /// <summary>
    /// Does what the form's button asks for; without one, nothing is decided and all that was typed stays.
    /// </summary>
    public async Task<IResult> SendAsync(IFormCollection fields, CancellationToken ct)
    {
        var read = TripForm.Of(fields.Where(pair => !EvidenceIntake.Fields.Contains(pair.Key))
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString())));
        if (!read.TryGet(out var form, out var unknown))
        {
            return Answers.Problem(unknown);
        }

        var taken = await intake.TakeAsync(fields, ct);
        form = form with { Now = DateOnly.FromDateTime(request.Sign().At.DateTime), Files = taken.Sent };
        if (taken.Refusal is { } unkept)
        {
            return await AgainAsync(form, null, unkept, ct);
        }

        var (step, row, code) = Step(request.OnlyStays ? "stay" : fields["do"].ToString());
        return step switch
        {
            "send" => await ReportAsync(form.Filled(), ct),
            "file" when row < form.Visits.Count => await FileAsync(form, row, ct),
            "take" when row < form.Visits.Count =>
                await AgainAsync(form.Filed(row, code), "已选用这家企业。", null, ct),
            "add" => await AgainAsync(form.Longer(), null, null, ct),
            "copy" => await AgainAsync(form.Longer(row), "已照上一家复制一行，请填写企业。", null, ct),
            "remove" => await AgainAsync(form.Without(row), "已去掉这一家，还没有报送。", null, ct),
            "paste" => await AgainAsync(
                form.Pasted(fields["paste"].ToString()), "已填入表格，请核对后报送。", null, ct),
            _ => await AgainAsync(form, FormReading.NotAsked("报送").What, null, ct),
        };
    }

    private async Task<IResult> ReportAsync(TripForm form, CancellationToken ct)
    {
        var outcome = await request.AskAsync(
            new ReportTrip(
                request.Sign(), form.Claim, request.Actor.Unit!, form.TripWritten(), form.VisitsWritten())
            {
                Files = [.. form.Files.Select(one => one.File)],
            },
            ct);
        var done = $"{Links.Trip(request.District)}?done={Uri.EscapeDataString(form.Claim)}";

        // Sent twice by a double click, it is on record and nothing is wrong.
        if (outcome.Refusal is { } refusal && !refusal.All.All(one => one.Kind == RefusalKind.Repeated))
        {
            return await AgainAsync(form.Visits.IsEmpty ? form.Longer() : form, null, refusal, ct);
        }

        return outcome.Refusal is null
            ? await request.GoOnAsync(outcome, done, ct)
            : Results.LocalRedirect(done);
    }

    // The firm gets its file whatever becomes of the trip.
    private async Task<IResult> FileAsync(TripForm form, int row, CancellationToken ct)
    {
        var name = form.Typed(row, UnfiledFirms.NewName) is { Length: > 0 } typed
            ? typed : form.Typed(row, "enterprise");
        var filed = await firms.FileAsync(
            name, form.Typed(row, UnfiledFirms.NewCode), form.Typed(row, UnfiledFirms.NewIndustry), ct);
        return filed.TryGet(out var code, out var refusal)
            ? await AgainAsync(form.Filed(row, code), $"已登记企业“{name.Trim()}”，行程还没有报送。", null, ct)
            : await AgainAsync(form, null, refusal.Within(TripDecider.Place(row)), ct);
    }

    private async Task<IResult> AgainAsync(TripForm form, string? said, Refusal? refusal, CancellationToken ct) =>
        await PageAsync((await ViewAsync(form, refusal, ct)) with { Said = said });

    private static Task<IResult> PageAsync(TripView view) =>
        PageResults.PageAsync<TripPage, TripView>(view, Answers.StatusOf(view.Refusal));

    private async Task<TripView> ViewAsync(TripForm form, Refusal? refusal, CancellationToken ct)
    {
        var frame = await frames.OfAsync(http.HttpContext!, request.District, ct);
        var unfiled = new Dictionary<int, IReadOnlyList<SuggestionView>>();
        foreach (var row in Unfiled(form, refusal))
        {
            unfiled[row] = await firms.LikelyAsync(form.Typed(row, "enterprise"), ct);
        }

        return new TripView(frame, frame.Viewer?.Unit ?? "", form, await firms.AllAsync(MostFirms, ct))
        {
            MostBytes = settings.MostBytes,
            Refusal = refusal,
            Unfiled = unfiled,
        };
    }

    // Those of which the decision said so, and those whose registration was begun.
    private static IEnumerable<int> Unfiled(TripForm form, Refusal? refusal) =>
        Enumerable.Range(0, form.Visits.Count).Where(row => form.BeginsFirm(row) || (refusal?.All ?? []).Any(
            one => one.Code == "unknown-enterprise" && one.Where == TripForm.Name(row, "enterprise")));

    // Of the own unit alone. Visits that were sent with their trip are found before the board shows them.
    private async Task<(Claim Trip, IReadOnlyList<Claim> Visits)?> TripAsync(string number, CancellationToken ct)
    {
        if (Names.Check(number, "claim") is not null)
        {
            return null;
        }

        var numbers = Enumerable.Range(0, TripForm.MostVisits).Select(i => ReportTrip.NumberOf(number, i));
        var found = await board.ClaimsAsync(request.District, [number, .. numbers], ct);
        if (found.Find(claim => claim.Id == number) is not { Kind: BuiltInKinds.Trip } trip
            || trip.Unit != request.Actor.Unit
            || Rulebooks.Words.Typed.Day(trip.Text("departed_on")) is not { } departed)
        {
            return null;
        }

        var within = await figures.OfDaysAsync(request.District, trip.Unit, departed, trip.OccurredOn, ct);
        return (trip,
        [
            .. found.Concat(within).DistinctBy(claim => claim.Id)
                .Where(claim => claim.Kind == BuiltInKinds.Visit && claim.Text("trip") == trip.Id),
        ]);
    }

    private async Task<IReadOnlyList<SentClaimView>> TitledAsync(
        IReadOnlyList<Claim> claims, CancellationToken ct)
    {
        if (claims.Count == 0)
        {
            return [];
        }

        await using var session = request.Session();
        var rules = await ruleSets.OfAsync(session, ct);
        var names = await figures.NamesAsync(request.District, claims, ct);
        var beside = await figures.OfDaysAsync(
            request.District, claims[0].Unit, claims.Min(claim => claim.OccurredOn),
            claims.Max(claim => claim.OccurredOn), ct);
        var merged = (await board.DistrictAsync(request.District, ct))?.File.Roster.Firms;
        return
        [
            .. claims.Select(claim => new SentClaimView(
                claim.Id, ClaimTitle.Of(claim, rules.KindsOn(claim.OccurredOn), names), claim.Status)
            {
                Remarks = claim.Undecided
                    ? ClaimRemarks.Of(claim, beside, rules, request.Sign().At.Offset, merged) : [],
            }),
        ];
    }

    private static string NewNumber() => $"C-{Guid.CreateVersion7():N}"[..20];

    private static (string Step, int Row, string Code) Step(string does) =>
        StepForm().Match(does) is { Success: true } found
            ? (found.Groups["step"].Value,
                int.TryParse(found.Groups["row"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
                    ? row : int.MaxValue,
                found.Groups["code"].Value)
            : ("", int.MaxValue, "");

    // Such as `send`, `copy-2` and `take-2-鼎新`.
    [GeneratedRegex(@"^(?<step>[a-z]+)(-(?<row>[0-9]{1,3}))?(-(?<code>.+))?$")]
    private static partial Regex StepForm();
}
