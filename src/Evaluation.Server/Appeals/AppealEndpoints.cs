using Evaluation.Office.Appeals;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Publication;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Appeals;

/// <summary>An appeal as a unit sends it: about a line (clause and fact) or about a claim.</summary>
/// <param name="Appeal">Its number, chosen by the unit.</param>
/// <param name="Week">The bulletin's week.</param>
/// <param name="Reason">Why.</param>
/// <param name="Clause">The line's clause.</param>
/// <param name="Fact">The line's fact or period.</param>
/// <param name="Claim">The claim, when there is no line.</param>
/// <param name="Unit">The unit; the signer's own when left out.</param>
/// <param name="Evidence">Names of files.</param>
public sealed record AppealBody(
    string Appeal, string Week, string Reason, string? Clause = null, string? Fact = null, string? Claim = null,
    string? Unit = null, List<string>? Evidence = null);

/// <summary>How an appeal is put right.</summary>
/// <param name="Kind">`correct`, `reverse`, `restore` or `adjust`.</param>
/// <param name="OccurredOn">The right day of a corrected claim.</param>
/// <param name="Facts">The right values of a corrected claim.</param>
/// <param name="Points">The points of an adjustment.</param>
public sealed record RemedyBody(
    string Kind, DateOnly? OccurredOn = null, Dictionary<string, string>? Facts = null, decimal? Points = null);

/// <summary>A ruling; one that upholds needs a remedy.</summary>
public sealed record RulingBody(bool Upheld, string Reason, string Document, RemedyBody? Remedy = null);

/// <summary>A note of a hearing.</summary>
public sealed record HearingBody(string Note);

/// <summary>Why an appeal is withdrawn.</summary>
public sealed record WithdrawalBody(string Reason);

/// <summary>The interface of appeals.</summary>
public static class AppealEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var appeals = api.MapGroup("/appeals");
        appeals.Get("", List).OnlyMembers().Discloses(Disclosed.Appeals)
            .Says<IReadOnlyList<AppealAnswer>>("列出申诉：单位看本单位的，考评办看全部。");
        appeals.Get("/{appeal}", Show).OnlyMembers().Discloses(Disclosed.Appeals)
            .Says<AppealFileAnswer>("看一件申诉的全过程。");
        appeals.Post("", Lodge).For(typeof(LodgeAppeal))
            .Says("对一条得分或一件事项提出申诉。");
        appeals.Post("/{appeal}/hear", Hear).For(typeof(HearAppeal))
            .Says("受理申诉。");
        appeals.Post("/{appeal}/withdraw", Withdraw).For(typeof(WithdrawAppeal))
            .Says("撤回申诉。");
        appeals.Post("/{appeal}/rule", Rule).For(typeof(RuleAppeal))
            .Says<RuledAnswer>("裁定申诉，可同时纠正事项或加减分。");
        appeals.Get("/{appeal}/consequences", Suppose).Only(Roles.Committee, Roles.Auditor)
            .Discloses(Disclosed.Appeals)
            .Says<ConsequencesAnswer>("试算一种纠正会改变哪些得分和名次，不登记任何内容。");
    }

    /// <summary>A remedy by its name.</summary>
    public static Result<Remedy> RemedyOf(RemedyBody body) => RemedyNamed(body.Kind) is { } kind
        ? new Remedy(kind, body.OccurredOn, body.Facts ?? [], body.Points ?? 0m)
        : new Refusal(
            "remedy-wrong", $"没有纠正方式“{body.Kind}”。", "remedy",
            "请填写 correct（更正）、reverse（冲销）、restore（恢复认定）或 adjust（加减分）。");

    /// <summary>What an appeal is about; a claim when one is named.</summary>
    public static About AboutOf(string? clause, string? fact, string? claim) =>
        string.IsNullOrEmpty(claim) ? About.Line(clause ?? "", fact ?? "") : About.OfClaim(claim);

    private static async Task<IResult> List(RequestContext request, AppealReader reader, CancellationToken ct) =>
        Results.Ok((await reader.AllAsync(request.District, ct))
            .Where(appeal => AppealReader.MayRead(request.Actor, appeal)).Select(AppealAnswer.Of));

    private static async Task<IResult> Show(
        [FromRoute] string appeal, RequestContext request, AppealReader reader, CancellationToken ct)
    {
        if (await reader.OneAsync(request.District, appeal, ct) is not { } file)
        {
            return Answers.Problem(AppealDecider.Unknown(appeal));
        }

        return AppealReader.MayRead(request.Actor, file.Appeal)
            ? Results.Ok(AppealFileAnswer.Of(file))
            : Answers.Problem(Answers.NotAllowed);
    }

    private static Task<IResult> Lodge(AppealBody body, RequestContext request, CancellationToken ct) =>
        request.AnswerOnWeekAsync(
            body.Week,
            week => new LodgeAppeal(
                request.Sign(), body.Appeal, body.Unit ?? request.Actor.Unit ?? "", week,
                AboutOf(body.Clause, body.Fact, body.Claim), body.Reason, body.Evidence ?? []),
            ct);

    private static Task<IResult> Hear(
        [FromRoute] string appeal, HearingBody body, RequestContext request, CancellationToken ct) =>
        request.AnswerAsync(
            new HearAppeal(request.Sign(), new AppealHeard(appeal, body.Note), request.Version), ct);

    private static Task<IResult> Withdraw(
        [FromRoute] string appeal, WithdrawalBody body, RequestContext request, CancellationToken ct) =>
        request.AnswerAsync(
            new WithdrawAppeal(request.Sign(), new AppealWithdrawn(appeal, body.Reason), request.Version), ct);

    private static async Task<IResult> Rule(
        [FromRoute] string appeal, RulingBody body, RequestContext request, AppealReader reader, CancellationToken ct)
    {
        var remedy = body.Remedy is { } named ? RemedyOf(named) : null;
        if (remedy?.Refusal is { } refusal)
        {
            return Answers.Problem(refusal);
        }

        var outcome = await request.AskAsync(
            new RuleAppeal(
                request.Sign(), appeal, body.Upheld, body.Reason, body.Document, remedy?.Value, request.Version),
            ct);
        if (!outcome.IsAccepted)
        {
            return Answers.Of(outcome);
        }

        var ruled = (await reader.OneAsync(request.District, appeal, ct))!.Appeal;
        return Results.Ok(new RuledAnswer(
            outcome.Stream, outcome.Version, outcome.Position, ruled.Ruling!.Week.Id, ruled.Ruling.Changes,
            ruled.Affected));
    }

    private static async Task<IResult> Suppose(
        [FromRoute] string appeal, string remedy, DateOnly? on, decimal? points, string[]? fact,
        RequestContext request, Rulings rulings, Databases databases, CancellationToken ct)
    {
        var pairs = (fact ?? []).Select(pair => pair.Split('=', 2)).ToList();
        if (pairs.Exists(pair => pair.Length < 2) || pairs.DistinctBy(pair => pair[0]).Count() < pairs.Count)
        {
            return Answers.Problem(new Refusal(
                "field-wrong", "更正的内容没有写成 字段=内容，或同一字段写了两次。", "fact",
                "请写成例如 fact=leader=top。"));
        }

        var facts = pairs.ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        if (!RemedyOf(new RemedyBody(remedy, on, facts, points)).TryGet(out var wanted, out var refusal))
        {
            return Answers.Problem(refusal);
        }

        await using var session = databases.WriteSession(request.District);
        return (await rulings.ConsequencesAsync(request.Sign(), appeal, wanted, session, ct))
            .TryGet(out var supposed, out refusal)
                ? Results.Ok(new ConsequencesAnswer(supposed.Week.Id, supposed.Changes))
                : Answers.Problem(refusal);
    }

    private static RemedyKind? RemedyNamed(string? word) => Enum.GetValues<RemedyKind>().Cast<RemedyKind?>()
        .FirstOrDefault(kind => AppealAnswers.Word(kind!.Value) == word);
}
