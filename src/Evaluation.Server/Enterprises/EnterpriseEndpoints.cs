using Evaluation.Core.Enterprises;
using Evaluation.Server.Store;
using Evaluation.Server.Web;

namespace Evaluation.Server.Enterprises;

/// <summary>A firm as it is filed.</summary>
public sealed record EnterpriseBody(
    string Enterprise, string Name, string? CreditCode, string? Industry, bool ChainLeader, List<string>? Aliases);

/// <summary>The addresses of firms.</summary>
public static class EnterpriseEndpoints
{
    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/enterprises", (EnterpriseBody body, Edge edge, CancellationToken ct) =>
            Names.Check(body.Enterprise ?? "", "enterprise") is { } unnamed
                ? Task.FromResult(Answers.Problem(unnamed))
                : edge.AnswerAsync(
                    new FileEnterprise(
                        edge.Sign(),
                        new EnterpriseFiled(
                            body.Enterprise!, body.Name ?? "", body.CreditCode, body.Industry ?? "", body.ChainLeader),
                        body.Aliases ?? []),
                    ct)).Only(Roles.Reporter, Roles.Verifier);
}
