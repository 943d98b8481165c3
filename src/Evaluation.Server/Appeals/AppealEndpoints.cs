using Evaluation.Office.Appeals;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Publication;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Appeals;

/// <summary>An appeal as a unit sends it: about a line (clause and fact) or about a claim.</summary>
/// <param name="Appeal">Its number, chosen by the unit.</param>
/// <param name="Week">The bulletin's week.</param>
/// <param name="Clause">The line's clause.</param>
/// <param name="Fact">The line's fact or period.</param>
/// <param name="Claim">The claim, when there is no line.</param>
/// <param name="Unit">The unit; the signer's own when left out.</param>
/// <param name="Reason">Why.</param>
/// <param name="Evidence">Names of files.</param>
public sealed record AppealBody(
    string? Appeal, string? Week, string? Clause, string? Fact, string? Claim, string? Unit, string? Reason,
    List<string>? Evidence);

/// <summary>How an appeal is put right.</summary>
/// <param name="Kind">`correct`, `reverse`, `restore` or `adjust`.</param>
/// <param name="OccurredOn">The right day of a corrected claim.</param>
/// <param name="Facts">The right values of a corrected claim.</param>
/// <param name="Points">The points of an adjustment.</param>
public sealed record RemedyBody(string? Kind, DateOnly? OccurredOn, Dictionary<string, string>? Facts, decimal? Points);

/// <summary>A ruling.</summary>
public sealed record RulingBody(bool? Upheld, string? Reason, string? Document, RemedyBody? Remedy);

/// <summary>A note of a hearing.</summary>
public sealed record HearingBody(string? Note);

/// <summary>Why an appeal is withdrawn.</summary>
public sealed record WithdrawalBody(string? Reason);

/// <summary>The addresses of appeals.</summary>
public static class AppealEndpoints
{
    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var appeals = api.MapGroup("/appeals");
        appeals.MapGet("", async (RequestContext edge, AppealReader reader, CancellationToken ct) => Results.Ok(
            (await reader.AllAsync(edge.District, ct)).Where(appeal => AppealReader.MayRead(edge.Actor, appeal))
                .Select(Told))).OnlyMembers();
        appeals.MapGet("/{appeal}", Show).OnlyMembers();
        appeals.MapPost("", (AppealBody body, RequestContext edge, CancellationToken ct) => edge.WithWeekAsync(
            body.Week ?? "",
            week => edge.AnswerAsync(
                new LodgeAppeal(
                    edge.Sign(), body.Appeal ?? "", body.Unit ?? edge.Actor.Unit ?? "", week, AboutOf(body),
                    body.Reason ?? "", body.Evidence ?? []),
                ct),
            ct)).Only(Roles.Reporter);
        appeals.MapPost("/{appeal}/hear", ([FromRoute] string appeal, HearingBody body, RequestContext edge, CancellationToken ct) =>
            edge.AnswerAsync(new HearAppeal(edge.Sign(), new AppealHeard(appeal, body.Note ?? ""), edge.Version), ct))
            .Only(Roles.Committee);
        appeals.MapPost("/{appeal}/withdraw",
            ([FromRoute] string appeal, WithdrawalBody body, RequestContext edge, CancellationToken ct) => edge.AnswerAsync(
                new WithdrawAppeal(edge.Sign(), new AppealWithdrawn(appeal, body.Reason ?? ""), edge.Version), ct))
            .Only(Roles.Reporter);
        appeals.MapPost("/{appeal}/rule", Rule).Only(Roles.Committee);
        appeals.MapGet("/{appeal}/consequences", Suppose).Only(Roles.Committee, Roles.Auditor);
    }

    /// <summary>A remedy by its name; null with a refusal when there is none of that name.</summary>
    public static (Remedy? Remedy, Refusal? Refusal) RemedyOf(RemedyBody? body) =>
        body is null ? (null, null)
        : RemedyNamed(body.Kind) is not { } kind
            ? (null, new Refusal(
                "remedy-wrong", $"没有纠正方式“{body.Kind}”。", "remedy",
                "请填写 correct（更正）、reverse（冲销）、restore（恢复认定）或 adjust（加减分）。"))
        : (new Remedy(kind, body.OccurredOn, body.Facts ?? [], body.Points ?? 0m), null);

    /// <summary>What an appeal is about; a claim when one is named.</summary>
    public static About AboutOf(string? clause, string? fact, string? claim) =>
        string.IsNullOrEmpty(claim) ? About.Line(clause ?? "", fact ?? "") : About.OfClaim(claim);

    /// <summary>An appeal as data.</summary>
    public static object Told(Appeal appeal) => new
    {
        appeal = appeal.Id,
        appeal.Lodged.Unit,
        week = appeal.Lodged.Week.Id,
        appeal.Lodged.About.Clause,
        appeal.Lodged.About.Fact,
        appeal.Lodged.About.Claim,
        status = Word(appeal.Status),
        appeal.Open,
        appeal.Lodged.Reason,
        appeal.Lodged.Evidence,
        appeal.Lodged.LodgedAt,
        appeal.Lodged.LodgedBy,
        lastDay = appeal.Lodged.LastDay.Day,
        appeal.Lodged.LastDay.Assumed,
        appeal.Hearings,
        ruling = appeal.Ruling is { } ruling ? TellRuling(ruling) : null,
        appeal.Affected,
    };

    private static About AboutOf(AppealBody body) => AboutOf(body.Clause, body.Fact, body.Claim);

    private static object TellRuling(AppealRuled ruling) => new
    {
        ruling.Upheld,
        ruling.Reason,
        ruling.Document,
        remedy = ruling.Remedy is { } kind ? Word(kind) : null,
        ruling.RuledBy,
        ruling.RuledAt,
        week = ruling.Week.Id,
        ruling.Changes,
    };

    private static async Task<IResult> Show(
        [FromRoute] string appeal, RequestContext edge, AppealReader reader, CancellationToken ct)
    {
        if (await reader.OneAsync(edge.District, appeal, ct) is not { } file)
        {
            return Answers.Problem(AppealDecider.Unknown(appeal));
        }

        return !AppealReader.MayRead(edge.Actor, file.Appeal) ? Answers.Problem(Answers.NotAllowed) : Results.Ok(new
        {
            appeal = Told(file.Appeal),
            file.Version,
            file.Line,
            claim = file.Claim is { } claim
                ? new { claim.Id, claim.Unit, claim.Kind, claim.OccurredOn, status = Word(claim.Status), claim.Reason }
                : null,
            history = file.Events.Select(e => new { e.Position, e.Name, label = EventLabels.Of(e.Name), e.At, e.Account }),
        });
    }

    private static async Task<IResult> Rule(
        [FromRoute] string appeal, RulingBody body, RequestContext edge, AppealReader reader, CancellationToken ct)
    {
        var (remedy, refusal) = RemedyOf(body.Remedy);
        if (refusal is not null || body.Upheld is not { } upheld)
        {
            return Answers.Problem(refusal ?? new Refusal("field-missing", "没有写明支持还是驳回。", "upheld", "请填写 true 或 false。"));
        }

        var outcome = await edge.AskAsync(
            new RuleAppeal(edge.Sign(), appeal, upheld, body.Reason ?? "", body.Document ?? "", remedy, edge.Version), ct);
        if (!outcome.IsAccepted)
        {
            return Answers.Of(outcome);
        }

        var ruled = (await reader.OneAsync(edge.District, appeal, ct))!.Appeal;
        return Results.Ok(new
        {
            outcome.Stream,
            outcome.Version,
            outcome.Position,
            week = ruled.Ruling!.Week.Id,
            ruled.Ruling.Changes,
            ruled.Affected,
        });
    }

    private static async Task<IResult> Suppose(
        [FromRoute] string appeal, string? remedy, DateOnly? on, decimal? points, string[]? fact, RequestContext edge,
        Rulings rulings, Databases databases, CancellationToken ct)
    {
        var facts = (fact ?? []).Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2)
            .DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var (wanted, refusal) = RemedyOf(new RemedyBody(remedy, on, facts, points));
        if (wanted is null)
        {
            return Answers.Problem(refusal!);
        }

        await using var session = databases.WriteSession(edge.District);
        var (supposed, impossible) = await rulings.ConsequencesAsync(edge.Sign(), appeal, wanted, session, ct);
        return supposed is null ? Answers.Problem(impossible!) : Results.Ok(new { week = supposed.Week.Id, supposed.Changes });
    }

    private static RemedyKind? RemedyNamed(string? word) =>
        Enum.GetValues<RemedyKind>().Cast<RemedyKind?>().FirstOrDefault(kind => Word(kind!.Value) == word);

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
