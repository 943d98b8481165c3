using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Claims;

/// <summary>A claim as a unit sends it.</summary>
/// <param name="Claim">Its number, chosen by the unit.</param>
/// <param name="Kind">For example `visit`.</param>
/// <param name="OccurredOn">The day.</param>
/// <param name="Facts">Fields as texts; money with its unit, for example 3000万.</param>
/// <param name="Unit">The unit; the signer's own when left out.</param>
/// <param name="Shares">Who is credited; left out for the reporting unit or the project's shares.</param>
/// <param name="Evidence">Names of files.</param>
public sealed record ClaimBody(
    string Claim, string Kind, DateOnly OccurredOn, Dictionary<string, string> Facts, string? Unit, List<Share>? Shares, List<string>? Evidence);

/// <summary>A correction: only what changes.</summary>
public sealed record CorrectionBody(DateOnly? OccurredOn, Dictionary<string, string>? Facts, List<Share>? Shares, string Reason);

/// <summary>Why, and by which document where one is needed.</summary>
public sealed record ReasonBody(string Reason, string? Document);

/// <summary>A remark on a verification.</summary>
public sealed record NoteBody(string? Note);

/// <summary>The addresses of claims.</summary>
public static class ClaimEndpoints
{
    private const int MostListed = 500;

    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var claims = api.MapGroup("/claims");
        claims.MapGet("", List).OnlyMembers();
        claims.MapGet("/{claim}", Show).OnlyMembers();
        claims.MapPost("", Report).Only(Roles.Reporter);
        claims.MapPost("/{claim}/verify", ([FromRoute] string claim, [FromBody] NoteBody? body, RequestContext edge, CancellationToken ct) =>
            edge.AnswerAsync(new VerifyClaim(edge.Sign(), claim, body?.Note ?? "", edge.Version), ct)).Only(Roles.Verifier);
        claims.MapPost("/{claim}/return", ([FromRoute] string claim, ReasonBody body, RequestContext edge, CancellationToken ct) =>
            edge.AnswerAsync(new ReturnClaim(edge.Sign(), new ClaimReturned(claim, body.Reason), edge.Version), ct)).Only(Roles.Verifier);
        claims.MapPost("/{claim}/refuse", ([FromRoute] string claim, ReasonBody body, RequestContext edge, CancellationToken ct) =>
            edge.AnswerAsync(new RefuseClaim(edge.Sign(), new ClaimRefused(claim, body.Reason), edge.Version), ct)).Only(Roles.Verifier);
        claims.MapPost("/{claim}/reverse", ([FromRoute] string claim, ReasonBody body, RequestContext edge, CancellationToken ct) => edge.AnswerAsync(
            new ReverseClaim(edge.Sign(), new ClaimReversed(claim, body.Reason, body.Document ?? ""), edge.Version), ct)).Only(Roles.Verifier);
        claims.MapPost("/{claim}/withdraw", ([FromRoute] string claim, ReasonBody body, RequestContext edge, CancellationToken ct) =>
            edge.AnswerAsync(new WithdrawClaim(edge.Sign(), new ClaimWithdrawn(claim, body.Reason), edge.Version), ct)).Only(Roles.Reporter);
        claims.MapPost("/{claim}/correct", ([FromRoute] string claim, CorrectionBody body, RequestContext edge, CancellationToken ct) => edge.AnswerAsync(
            new CorrectClaim(edge.Sign(), claim, body.OccurredOn, body.Facts ?? [], body.Shares, body.Reason, edge.Version), ct))
            .Only(Roles.Reporter, Roles.Verifier);
    }

    /// <summary>A reporter sees the claims of the own unit, the office those of all.</summary>
    private static async Task<IResult> List(RequestContext edge, BoardReader board, string? status, string? unit, CancellationToken ct)
    {
        if (status is not null && !Enum.TryParse<ClaimStatus>(status, true, out _))
        {
            var known = string.Join('、', Enum.GetNames<ClaimStatus>().Select(name => name.ToLowerInvariant()));
            return Answers.Problem(Refusal.Unknown("status", "状态", status, $"可用状态：{known}。"));
        }

        var statuses = status is null ? Enum.GetValues<ClaimStatus>() : [Enum.Parse<ClaimStatus>(status, true)];
        return Results.Ok(await board.ClaimsAsync(edge.District, statuses, edge.Actor.Unit ?? unit, MostListed, ct));
    }

    /// <summary>A claim as it stands, with its version for If-Match.</summary>
    private static async Task<IResult> Show([FromRoute] string claim, RequestContext edge, CancellationToken ct)
    {
        await using var session = edge.Session();
        var stream = Claim.StreamOf(claim);
        var state = await Read.StateAsync<Claim>(session, stream, ct);
        if (state is null)
        {
            return Answers.Problem(ClaimDecider.Unknown(claim));
        }

        if (edge.Actor.Unit is { } unit && unit != state.Unit)
        {
            return Answers.Problem(Answers.NotAllowed);
        }

        return Results.Ok(new { claim = state, version = (await session.Events.FetchStreamStateAsync(stream, ct))!.Version });
    }

    private static Task<IResult> Report(ClaimBody body, RequestContext edge, CancellationToken ct) =>
        body.Unit is not null && body.Unit != edge.Actor.Unit
            ? Task.FromResult(Answers.Problem(Answers.NotAllowed))
            : edge.AnswerAsync(
                new ReportClaim(
                    edge.Sign(), body.Claim ?? "", edge.Actor.Unit!, body.Kind ?? "", body.OccurredOn, body.Facts ?? [], body.Shares ?? [], body.Evidence ?? []),
                ct);
}
