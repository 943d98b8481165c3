using Evaluation.Office.Firms;
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

/// <summary>A firm and the version of its stream.</summary>
public sealed record FirmAnswer(Firm Enterprise, long Version);

/// <summary>The routes of firms.</summary>
public static class FirmEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var firms = api.MapGroup("/enterprises");
        firms.MapPost("", File).For(typeof(FileFirm));
        firms.MapPost("/{enterprise}/aliases", Add).For(typeof(AddAlias));
        firms.MapGet("/{enterprise}", Show).OnlyMembers();
    }

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
