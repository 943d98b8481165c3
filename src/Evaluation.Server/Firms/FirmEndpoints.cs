using Evaluation.Office.Firms;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Firms;

/// <summary>A firm as it is filed.</summary>
/// <param name="Enterprise">Its short code.</param>
/// <param name="Name">Its full name.</param>
/// <param name="CreditCode">Its unified social credit code; null while unknown.</param>
/// <param name="Industry">The industry; null while unknown.</param>
/// <param name="ChainLeader">Whether it leads a chain of industry; it does not unless said.</param>
/// <param name="Aliases">Further names; null for none.</param>
public sealed record FirmBody(
    string Enterprise, string Name, string? CreditCode = null, string? Industry = null, bool ChainLeader = false,
    List<string>? Aliases = null);

/// <summary>Another name of a firm.</summary>
public sealed record AliasBody(string Alias);

/// <summary>Another registered name of a firm.</summary>
/// <param name="Name">The new name.</param>
/// <param name="From">Its first day.</param>
/// <param name="Reason">By what it is known.</param>
public sealed record FirmNameBody(string Name, DateOnly From, string Reason);

/// <summary>The right credit code of a firm.</summary>
/// <param name="Reason">Why the one on file is wrong.</param>
/// <param name="CreditCode">The right one; null while it is not known.</param>
public sealed record CodeBody(string Reason, string? CreditCode = null);

/// <summary>The file into which a firm's file is taken, by its short name.</summary>
public sealed record MergeBody(string Into, string Reason);

/// <summary>Why a merger is undone.</summary>
public sealed record UndoneBody(string Reason);

/// <summary>A firm and the version of its stream.</summary>
public sealed record FirmAnswer(Firm Enterprise, long Version);

/// <summary>The routes of firms.</summary>
public static class FirmEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var firms = api.MapGroup("/enterprises");
        firms.Post("", File).For(typeof(FileFirm))
            .Says("建立企业档案。");
        firms.Post("/{enterprise}/aliases", Add).For(typeof(AddAlias))
            .Says("为企业添加别名。");
        firms.Get("/{enterprise}", Show).OnlyMembers()
            .Says<FirmAnswer>("看一家企业的档案。");
        firms.Post("/{enterprise}/name", (
            [FromRoute] string enterprise, FirmNameBody body, RequestContext request, CancellationToken ct) =>
            request.AnswerAsync(
                new RenameFirm(
                    request.Sign(), new FirmRenamed(enterprise, body.Name.Trim(), body.From, body.Reason),
                    request.Version),
                ct)).For(typeof(RenameFirm))
            .Says("更改企业名称。");
        firms.Post("/{enterprise}/code", (
            [FromRoute] string enterprise, CodeBody body, RequestContext request, CancellationToken ct) =>
            request.AnswerAsync(
                new CorrectCode(
                    request.Sign(), new FirmCodeCorrected(enterprise, body.CreditCode, body.Reason), request.Version),
                ct)).For(typeof(CorrectCode))
            .Says("更正统一社会信用代码。");
        MapMergers(firms);
    }

    private static void MapMergers(RouteGroupBuilder firms)
    {
        firms.Post("/{enterprise}/merge", (
            [FromRoute] string enterprise, MergeBody body, RequestContext request, CancellationToken ct) =>
            request.AnswerAsync(
                new MergeFirms(request.Sign(), new FirmMerged(enterprise, body.Into, body.Reason), request.Version),
                ct)).For(typeof(MergeFirms))
            .Says("把企业档案并入另一家。");
        firms.Get("/{enterprise}/merge", async (
            [FromRoute] string enterprise, string into, RequestContext request, FirmTrials trials,
            CancellationToken ct) =>
        {
            await using var session = request.Session();
            return Answer(await trials.OfMergerAsync(session, enterprise, into, ct));
        }).For(typeof(MergeFirms)).Discloses(Disclosed.Mergers)
            .Says<FirmTrialAnswer>("试看并入后得分的变化，不登记任何内容。");
        firms.Post("/{enterprise}/unmerge", (
            [FromRoute] string enterprise, UndoneBody body, RequestContext request, CancellationToken ct) =>
            request.AnswerAsync(
                new UndoMerge(request.Sign(), new FirmMergeUndone(enterprise, "", body.Reason), request.Version),
                ct)).For(typeof(UndoMerge))
            .Says("使已并入的企业重新独立。");
        firms.Get("/{enterprise}/unmerge", async (
            [FromRoute] string enterprise, RequestContext request, FirmTrials trials, CancellationToken ct) =>
        {
            await using var session = request.Session();
            return Answer(await trials.OfUndoingAsync(session, enterprise, ct));
        }).For(typeof(UndoMerge)).Discloses(Disclosed.Mergers)
            .Says<FirmTrialAnswer>("试看重新独立后得分的变化，不登记任何内容。");
    }

    private static IResult Answer(Result<FirmTrialAnswer> tried) =>
        tried.TryGet(out var answer, out var refusal) ? Results.Ok(answer) : Answers.Problem(refusal);

    private static Task<IResult> File(FirmBody body, RequestContext request, CancellationToken ct) =>
        Names.Check(body.Enterprise, "enterprise") is { } unnamed
            ? Task.FromResult(Answers.Problem(unnamed))
            : request.AnswerAsync(
                new FileFirm(
                    request.Sign(),
                    new FirmFiled(
                        body.Enterprise, body.Name, body.CreditCode, body.Industry ?? "", body.ChainLeader),
                    body.Aliases ?? []),
                ct);

    private static Task<IResult> Add(
        [FromRoute] string enterprise, AliasBody body, RequestContext request, CancellationToken ct) =>
        request.AnswerAsync(
            new AddAlias(request.Sign(), new AliasAdded(enterprise, body.Alias.Trim()), request.Version), ct);

    private static async Task<IResult> Show(
        [FromRoute] string enterprise, RequestContext request, CancellationToken ct)
    {
        await using var session = request.Session();
        return await session.VersionedAsync<Firm>(Firm.StreamOf(enterprise), ct) is { } found
            ? Results.Ok(new FirmAnswer(found.State, found.Version))
            : Answers.Problem(FirmDecider.Unknown(enterprise));
    }
}
