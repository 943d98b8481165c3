using Evaluation.Office.Balances;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Mandates;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Balances;

/// <summary>The page of the balances with which a district begins.</summary>
public static class BalancePages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get(
            "/balances",
            async (BalancePageMaker page, Sights sights, CancellationToken ct) =>
                (await sights.OfAsync(ct)).OnlyPublished
                    ? Answers.Problem(Sight.NotShown)
                    : await page.ShowAsync(null, ct))
            .OnlyMembers();
        pages.Post(
            "/balances",
            ([FromForm] string through, [FromForm] string document, [FromForm] string reason,
                [FromForm] string? table, [FromForm] string? replace, [FromForm] string? seen, BalancePageMaker page,
                CancellationToken ct) =>
                page.OpenAsync(
                    through, table ?? "", new BalancesRequest(default, document, reason, [], replace is not null, seen),
                    ct))
            .For(typeof(OpenBalances)).Fields("through", "document", "reason").Further("table", "replace", "seen");
    }
}
