using Evaluation.Faults.Ground;
using Evaluation.Server.Kit.Access;

namespace Evaluation.Faults.Load;

/// <summary>The accounts and units of the districts, which are the same in all of them.</summary>
internal sealed class People
{
    private readonly IReadOnlyList<(string Account, string Role, string Unit)> all =
        [.. Seeds.Rows(Arena.Model, "people.csv").Select(row => (row[0], row[2], row[3]))];

    /// <summary>Firms of the seeds.</summary>
    public IReadOnlyList<string> Firms { get; } =
        [.. Seeds.Rows(Arena.Model, "enterprises.csv").Take(Seeds.Firms).Select(row => row[0])];

    /// <summary>Who reports for which unit.</summary>
    public IReadOnlyList<(string Account, string Unit)> Reporters =>
        [.. all.Where(one => one.Role == Roles.Reporter).Select(one => (one.Account, one.Unit))];

    /// <summary>The accounts of a role.</summary>
    public IReadOnlyList<string> Of(string role) => [.. all.Where(one => one.Role == role).Select(one => one.Account)];
}
