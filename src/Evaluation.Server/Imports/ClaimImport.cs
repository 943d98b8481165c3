using Evaluation.Office.Adoption;
using Evaluation.Office.Decisions;
using Evaluation.Office.Imports;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Imports;

/// <summary>
/// Decides on a file of claims as the commands would row by row, in order of the times that it tells; nothing is stored.
/// </summary>
public sealed class ClaimImport
{
    private const int Told = 1000;

    private readonly string district;
    private readonly RuleSet rules;
    private readonly ImportStates look;

    private ClaimImport(string district, RuleSet rules, ImportStates look, TimeSpan offset) =>
        (this.district, this.rules, this.look, Offset) = (district, rules, look, offset);

    /// <summary>The time zone in which a workbook's moments are meant.</summary>
    public TimeSpan Offset { get; }

    /// <summary>The kinds that a file may hold: those of every edition.</summary>
    public IReadOnlyList<KindDefinition> Kinds =>
        [.. KindSet.BuiltIn.Reportable.Concat(rules.InOrder.Reverse().SelectMany(one => one.Kinds.Declared)).DistinctBy(kind => kind.Name)];

    /// <summary>Begins with what every claim looks at.</summary>
    public static async Task<ClaimImport> OpenAsync(
        NpgsqlDataSource database, EventReader events, RuleSets ruleSets, string district, CancellationToken ct)
    {
        var look = new ImportStates(database, events, district);
        await look.SeeAsync([DistrictFounded.Stream, RosterFold.Stream, Editions.Stream, ClosedWeeks.Stream], ct);
        var founded = await look.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct);
        var editions = await look.StateAsync<Editions>(Editions.Stream, ct) ?? Editions.None;
        return new ClaimImport(district, ruleSets.Of(editions), look, founded?.UtcOffset ?? TimeSpan.Zero);
    }

    /// <summary>Decides on every row.</summary>
    /// <param name="file">The file; of a row with a fault nothing else is said.</param>
    /// <param name="by">Who takes it over.</param>
    /// <param name="people">The accounts known for the district; null when none are.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<ClaimPlan> DecideAsync(
        Imported<ClaimRow> file, Signature by, IReadOnlyList<PersonRow>? people, IProgress<(long Done, long Total)>? progress,
        CancellationToken ct)
    {
        var deciding = new RowDecisions(district, rules, look, file, by, people);
        await deciding.PrepareAsync(ct);
        var steps = file.Rows.SelectMany(Steps).OrderBy(step => step.At).ToList(); // Stable: rows of one moment keep their order.
        for (var i = 0; i < steps.Count; i++)
        {
            if (i % Told == 0)
            {
                ct.ThrowIfCancellationRequested();
                progress?.Report((i, steps.Count));
            }

            await deciding.TakeAsync(steps[i], ct);
        }

        return deciding.End();
    }

    private static IEnumerable<ClaimStep> Steps(ClaimRow row) => row.Verified is { } verified
        ? [new ClaimStep(row.Reported.RecordedAt, row, null), new ClaimStep(verified.At, row, verified)]
        : [new ClaimStep(row.Reported.RecordedAt, row, null)];
}
