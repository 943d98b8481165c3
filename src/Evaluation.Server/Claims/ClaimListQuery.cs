using Evaluation.Server.Kit.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Claims;

/// <summary>
/// Conditions, order and place of a list of claims as an address has them; empty is as good as absent, but for a state.
/// </summary>
/// <param name="Status">A state, for example `reported`.</param>
/// <param name="Unit">A unit.</param>
/// <param name="Kind">A kind.</param>
/// <param name="Week">The first week, for example `2023-W05`; also the last one when no other is named.</param>
/// <param name="Through">The last week.</param>
/// <param name="Finding">A word of findings.</param>
/// <param name="Text">Words to be found.</param>
/// <param name="Sort">The order, with a minus for the last first.</param>
/// <param name="After">The place after which it goes on.</param>
public sealed record ClaimListQuery(
    [FromQuery(Name = "status")] string? Status, [FromQuery(Name = "unit")] string? Unit,
    [FromQuery(Name = "kind")] string? Kind, [FromQuery(Name = "week")] string? Week,
    [FromQuery(Name = "through")] string? Through, [FromQuery(Name = "finding")] string? Finding,
    [FromQuery(Name = "q")] string? Text, [FromQuery(Name = "sort")] string? Sort,
    [FromQuery(Name = "after")] string? After)
{
    /// <summary>The address of the list at a path.</summary>
    public ListAddress At(string path) => new(
        path,
        [
            ("status", Status), ("unit", Unit), ("kind", Kind), ("week", Week), ("through", Through),
            ("finding", Finding), ("q", Text), ("sort", Sort), ("after", After),
        ]);
}
