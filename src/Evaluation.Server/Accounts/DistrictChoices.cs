using Evaluation.Office.Units;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Accounts;

/// <summary>The districts of the installation to choose from.</summary>
/// <param name="districts">Their codes.</param>
/// <param name="databases">Their names.</param>
public sealed class DistrictChoices(Districts districts, Databases databases)
{
    /// <summary>Each by its code, with its name.</summary>
    public async Task<IReadOnlyList<SuggestionView>> AllAsync(CancellationToken ct)
    {
        var all = new List<SuggestionView>();
        foreach (var district in await districts.AllAsync(ct))
        {
            await using var session = databases.Session(district);
            var founded = await session.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct);
            all.Add(new SuggestionView(district, founded?.Name ?? district));
        }

        return all;
    }
}
