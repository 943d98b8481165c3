using Evaluation.Office.Adoption;
using Evaluation.Office.Decisions;
using Evaluation.Office.Imports;
using Evaluation.Office.Projects;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Imports;

/// <summary>
/// Decides on a file of claims as the commands would row by row, in order of the times in it; nothing is
/// stored.
/// </summary>
public sealed class ClaimImport
{
    private const int ReportEvery = 250;

    private readonly string district;
    private readonly RuleSet rules;
    private readonly RuleSets ruleSets;
    private readonly ImportStates states;

    private ClaimImport(string district, RuleSets ruleSets, Editions editions, ImportStates states, TimeSpan offset)
    {
        (this.district, this.ruleSets, this.states, Offset) = (district, ruleSets, states, offset);
        rules = ruleSets.Of(editions);
    }

    /// <summary>The adopted editions.</summary>
    internal RuleSet Rules => rules;

    /// <summary>How many editions are adopted.</summary>
    public int EditionCount => rules.InOrder.Length;

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

    /// <summary>
    /// The codes of projects that cells of a file call by a name that only one of them has, by the form of the name.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, string>> ProjectsAsync(
        BoardReader board, TextTable table, CancellationToken ct)
    {
        var heads = new FactColumns(table, Kinds);
        var columns = Kinds.SelectMany(kind => kind.Fields.Where(field => field.Type == FieldType.Project)
            .Select(field => heads.HeadOf(kind, field.Name))).OfType<string>().Distinct().ToList();
        var called = table.Rows.SelectMany(row => columns.Select(column => row[column]))
            .Select(Sameness.Of).Where(name => name.Length > 0).ToHashSet(StringComparer.Ordinal);
        if (called.Count == 0)
        {
            return new Dictionary<string, string>();
        }

        var named = (await board.NamesAsync(district, ct)).Select(one => (Code: one.Key, Name: Sameness.Of(one.Value)))
            .Where(one => called.Contains(one.Name)).ToList();
        await states.SeeAsync(named.Select(one => Project.StreamOf(one.Code)), ct);
        var projects = new List<(string Code, string Name)>();
        foreach (var one in named)
        {
            projects.AddRange(await states.HasAsync(Project.StreamOf(one.Code), ct) ? [one] : []);
        }

        return projects.GroupBy(one => one.Name).Where(same => same.Count() == 1)
            .ToDictionary(same => same.Key, same => same.First().Code, StringComparer.Ordinal);
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
        var deciding = new RowDecisions(district, (rules, Kinds), ruleSets, states, file, by, people);
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
