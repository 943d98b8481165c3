using Evaluation.Office.Adoption;
using Evaluation.Office.Decisions;
using Evaluation.Office.Imports;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Imports;

/// <summary>
/// Decides on a file of claims as the commands would row by row, in order of the times in it; nothing is
/// stored.
/// </summary>
public sealed class ClaimImport
{
    private const int ReportEvery = 1000;

    private readonly string district;
    private readonly RuleSet rules;
    private readonly RuleSets ruleSets;
    private readonly ImportStates states;

    private ClaimImport(string district, RuleSets ruleSets, Editions editions, ImportStates states, TimeSpan offset)
    {
        (this.district, this.ruleSets, this.states, Offset) = (district, ruleSets, states, offset);
        rules = ruleSets.Of(editions);
    }

    /// <summary>The time zone of a workbook's moments.</summary>
    public TimeSpan Offset { get; }

    /// <summary>The kinds that a file may hold: those of every edition.</summary>
    public IReadOnlyList<KindDefinition> Kinds =>
    [
        .. KindSet.BuiltIn.Reportable.Concat(rules.InOrder.Reverse().SelectMany(edition => edition.Kinds.Declared))
            .DistinctBy(kind => kind.Name),
    ];

    /// <summary>Begins with what every claim looks at.</summary>
    public static async Task<ClaimImport> OpenAsync(
        Databases databases, EventReader events, RuleSets ruleSets, string district, CancellationToken ct)
    {
        var states = new ImportStates(databases, events, district);
        await states.SeeAsync([DistrictFounded.Stream, RosterFold.Stream, Editions.Stream, ClosedWeeks.Stream], ct);
        var founded = await states.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct);
        var editions = await states.StateAsync<Editions>(Editions.Stream, ct) ?? Editions.None;
        return new ClaimImport(district, ruleSets, editions, states, founded?.UtcOffset ?? TimeSpan.Zero);
    }

    /// <summary>Decides on every row.</summary>
    /// <param name="file">The file; of a row with a fault nothing else is said.</param>
    /// <param name="by">Who imports it.</param>
    /// <param name="people">The accounts known for the district; null when none are.</param>
    /// <param name="progress">Receives how many steps of how many are done.</param>
    public async Task<ClaimPlan> DecideAsync(
        Imported<ClaimRow> file, Signature by, IReadOnlyList<PersonRow>? people,
        IProgress<(long Done, long Total)>? progress, CancellationToken ct)
    {
        var deciding = new RowDecisions(district, rules, ruleSets, states, file, by, people);
        await deciding.PrepareAsync(ct);

        // Stable: rows of one moment keep their order.
        var steps = file.Rows.SelectMany(Steps).OrderBy(step => step.At).ToList();
        for (var i = 0; i < steps.Count; i++)
        {
            if (i % ReportEvery == 0)
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
