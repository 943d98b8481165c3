using Evaluation.Office.Firms;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Firms;

/// <summary>A firm as it is filed.</summary>
public sealed record FirmBody(
    string Enterprise, string Name, string? CreditCode, string? Industry, bool ChainLeader, List<string>? Aliases);

/// <summary>Another name of a firm.</summary>
public sealed record AliasBody(string Alias);

/// <summary>The addresses of firms.</summary>
public static class FirmEndpoints
{
    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var enterprises = api.MapGroup("/enterprises");
        enterprises.MapPost("", File).Only(Roles.Reporter, Roles.Verifier);
        enterprises.MapPost("/{enterprise}/aliases", AddAlias).Only(Roles.Verifier);
        enterprises.MapGet("/{enterprise}", Show).OnlyMembers();
    }

    private static Task<IResult> File(FirmBody body, RequestContext edge, CancellationToken ct) =>
        Names.Check(body.Enterprise ?? "", "enterprise") is { } unnamed
            ? Task.FromResult(Answers.Problem(unnamed))
            : edge.AnswerAsync(
                new FileFirm(
                    edge.Sign(),
                    new FirmFiled(
                        body.Enterprise!, body.Name ?? "", body.CreditCode, body.Industry ?? "", body.ChainLeader),
                    body.Aliases ?? []),
                ct);

    private static Task<IResult> AddAlias(
        [FromRoute] string enterprise, AliasBody body, RequestContext edge, CancellationToken ct) =>
        edge.AnswerAsync(
            new AddAlias(edge.Sign(), new AliasAdded(enterprise, (body.Alias ?? "").Trim()), edge.Version), ct);

    private static async Task<IResult> Show([FromRoute] string enterprise, RequestContext edge, CancellationToken ct)
    {
        await using var session = edge.Session();
        var stream = States.Firm(enterprise);
        return await Read.StateAsync<Firm>(session, stream, ct) is { } found
            ? Results.Ok(new { enterprise = found, version = (await session.Events.FetchStreamStateAsync(stream, ct))!.Version })
            : Answers.Problem(FirmDecider.Unknown(enterprise));
    }
}
