using Evaluation.Office.Decisions;
using Evaluation.Office.Imports;

namespace Evaluation.Server.Imports;

/// <summary>An event that a file of claims adds, as small as it can be kept.</summary>
/// <param name="Stream">Its stream.</param>
/// <param name="Version">The stream's version with it, from 1.</param>
/// <param name="Type">The type of the event.</param>
/// <param name="Body">Its JSON.</param>
/// <param name="Account">Who signs it, from the row.</param>
/// <param name="Unit">For which unit; null for the office.</param>
/// <param name="Person">The name of who signs it; null where only the account is known.</param>
/// <param name="Row">The row that causes it.</param>
public readonly record struct PlannedEvent(
    string Stream, long Version, Type Type, byte[] Body, string Account, string? Unit, string? Person,
    int Row);

/// <summary>The result of a file of claims: every event that it adds, or everything that is wrong with it.</summary>
/// <param name="by">Who imports the file; its causation names the file.</param>
public sealed class ClaimPlan(string district, Signature by)
{
    /// <summary>How many faults are listed.</summary>
    public const int MostFaults = 1000;

    private readonly List<Fault> faults = [];
    private readonly List<PlannedEvent> events = [];

    /// <summary>The district.</summary>
    public string District { get; } = district;

    /// <summary>Who imports the file; its causation names the file.</summary>
    public Signature By { get; } = by;

    /// <summary>In the order in which they are stored: that of the times in the file.</summary>
    public IReadOnlyList<PlannedEvent> Events => events;

    /// <summary>The first faults, in order of rows, and of columns where their cells are known.</summary>
    public IReadOnlyList<Fault> Faults =>
    [
        .. faults.OrderBy(fault => fault.Row).ThenBy(fault => fault.Cell.Length)
            .ThenBy(fault => fault.Cell, StringComparer.Ordinal),
    ];

    /// <summary>How many faults there are in all.</summary>
    public int FaultCount { get; private set; }

    /// <summary>Claims that are new.</summary>
    public int Reported { get; internal set; }

    /// <summary>Verifications that are new.</summary>
    public int Verified { get; internal set; }

    /// <summary>New claims of days without rules.</summary>
    public int WithoutRules { get; internal set; }

    /// <summary>New claims that repeat an earlier row of their unit, each with that row's claim.</summary>
    public IReadOnlyList<(string Claim, string Earlier)> Repeats { get; internal set; } = [];

    /// <summary>Rows that are on record already in a state in which they do not count, with that state.</summary>
    public IReadOnlyList<RowRemark> Void { get; internal set; } = [];

    /// <summary>Rows of which everything is on record already.</summary>
    public int Repeated { get; internal set; }

    /// <summary>
    /// The versions of the streams that the decisions looked at, other than claims that are new; zero for what does not
    /// exist.
    /// </summary>
    public IReadOnlyDictionary<string, long> StreamVersions { get; internal set; } = new Dictionary<string, long>();

    /// <summary>What caused the events of a row.</summary>
    public static string CausationOf(Signature by, int row) => $"{by.Causation} 第{row}行";

    internal void Add(PlannedEvent planned) => events.Add(planned);

    internal void Add(Fault fault)
    {
        FaultCount++;
        if (faults.Count < MostFaults)
        {
            faults.Add(fault);
        }
    }
}
