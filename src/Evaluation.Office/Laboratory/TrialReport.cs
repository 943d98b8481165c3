using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Laboratory;

/// <summary>Points and places of a unit on one side of a trial.</summary>
/// <param name="YearRank">Place in the year to date; 0 when the unit is not ranked.</param>
/// <param name="YearPoints">Points of the year to date, exact.</param>
/// <param name="Rank">Place in the weeks requested, or in the last one; 0 when the unit is not ranked.</param>
/// <param name="Points">Points of these weeks, exact.</param>
public sealed record TrialPlace(int YearRank, decimal YearPoints, int Rank, decimal Points)
{
    /// <summary>Points of the year to date as they decide.</summary>
    public decimal YearDecided { get; init; } = YearPoints;

    /// <summary>Points of the weeks as they decide.</summary>
    public decimal Decided { get; init; } = Points;

    /// <summary>Not ranked.</summary>
    public static readonly TrialPlace None = new(0, 0m, 0, 0m);
}

/// <summary>What a clause gives a unit on both sides, in the year to date and the weeks requested.</summary>
public sealed record ClauseChange(string Clause, decimal Before, decimal After)
{
    /// <summary>What it gives more.</summary>
    public decimal Change => After - Before;
}

/// <summary>A unit on both sides of a trial.</summary>
/// <param name="Name">Its name in print.</param>
/// <param name="Group">Its ranking group.</param>
/// <param name="Before">As it is.</param>
/// <param name="After">As tried.</param>
/// <param name="Clauses">The clauses whose points differ, the largest difference first.</param>
/// <param name="Sentence">Why, in one sentence; empty for a unit that does not move.</param>
public sealed record UnitTrial(
    string Unit, string Name, string Group, TrialPlace Before, TrialPlace After, IReadOnlyList<ClauseChange> Clauses,
    string Sentence)
{
    /// <summary>Whether any of its points or places differ.</summary>
    public bool Moved => Before != After;
}

/// <summary>How far the rankings of a group's year to date agree.</summary>
/// <param name="Units">How many units are ranked on both sides.</param>
/// <param name="Moved">How many of its units move.</param>
/// <param name="TauB">Kendall's tau-b; null when a ranking parts no units.</param>
/// <param name="Rho">Spearman's rho; null when a ranking parts no units.</param>
public sealed record GroupTrial(string Group, int Units, int Moved, decimal? TauB, decimal? Rho);

/// <summary>A clause that gave and took nothing in the period.</summary>
/// <param name="Text">As printed.</param>
/// <param name="HadEffect">Whether it has an effect without what is tried.</param>
public sealed record IdleClause(string Clause, string Text, bool HadEffect);

/// <summary>What a cap took from a unit.</summary>
public sealed record CutUnit(string Unit, int Lines, decimal Lost);

/// <summary>A cap that cut lines in the period.</summary>
/// <param name="Clause">The clause; empty for a cap of an article.</param>
/// <param name="Cap">The cap in words.</param>
/// <param name="Lines">How many lines it cut.</param>
/// <param name="Lost">How many points it took.</param>
/// <param name="Units">From whom, most first.</param>
public sealed record CutLimit(string Clause, string Cap, int Lines, decimal Lost, IReadOnlyList<CutUnit> Units);

/// <summary>A fact whose amount lies at most a tenth, or one, below the next step of its clause.</summary>
/// <param name="Amount">What it has.</param>
/// <param name="Step">The next step.</param>
/// <param name="Now">The points of the step that it is on, before factors and caps.</param>
/// <param name="Then">The points of the next step.</param>
public sealed record NearStep(
    string Unit, string Fact, string Clause, decimal Amount, decimal Step, decimal Now, decimal Then);

/// <summary>What a trial found (试算结果): nothing of it is stored.</summary>
/// <param name="Position">The last event known.</param>
/// <param name="From">The first week requested; the last one when none was.</param>
/// <param name="To">The last week.</param>
/// <param name="FindingsFrom">The first day that clauses, caps and steps are looked at.</param>
/// <param name="FindingsTo">The last day.</param>
/// <param name="Units">All units, the largest move first.</param>
/// <param name="Idle">Clauses without effect, as tried.</param>
/// <param name="Cut">Caps that cut, as tried; the most lost points first.</param>
/// <param name="Near">Facts just below a step, as tried.</param>
/// <param name="Notes">What else should be known of the draft.</param>
public sealed record TrialReport(
    long Position, string From, string To, DateOnly FindingsFrom, DateOnly FindingsTo, IReadOnlyList<GroupTrial> Groups,
    IReadOnlyList<UnitTrial> Units, IReadOnlyList<IdleClause> Idle, IReadOnlyList<CutLimit> Cut,
    IReadOnlyList<NearStep> Near, IReadOnlyList<string> Notes);

/// <summary>How many facts of a kind lift a unit.</summary>
/// <param name="Label">Its word in print.</param>
/// <param name="Example">The fact in words, as it was last verified.</param>
/// <param name="TakenFrom">The unit whose fact it is like.</param>
/// <param name="Count">The smallest number that lifts; null when none within the bound does.</param>
/// <param name="Gained">
/// Points that the unit gains in the year to date by so many, or by as many as the bound allows.
/// </param>
/// <param name="Rank">The place that it then has.</param>
public sealed record LiftOption(
    string Kind, string Label, string Example, string TakenFrom, int? Count, decimal Gained, int Rank);

/// <summary>What would lift a unit by one place in the year to date of the running week.</summary>
/// <param name="Group">Its ranking group.</param>
/// <param name="Week">The running week.</param>
/// <param name="Rank">Its place.</param>
/// <param name="Points">Its points of the year to date.</param>
/// <param name="Options">By kind: those that lift first, the fewest facts first.</param>
/// <param name="Untried">Kinds of which the group has no fact to go by.</param>
/// <param name="Smallest">The smallest that lifts; null for none.</param>
/// <param name="Confirmed">The ranking with it, counted again as a whole; null for none.</param>
/// <param name="Sentence">The answer in one sentence.</param>
public sealed record LiftReport(
    string Unit, string Group, string Week, int Rank, decimal Points, IReadOnlyList<LiftOption> Options,
    IReadOnlyList<string> Untried, LiftOption? Smallest, PlainRanking? Confirmed, string Sentence);

/// <summary>The answer to an order: a report, and what lifts a unit if one was named; or why there is none.</summary>
/// <param name="Report">The report; null when refused.</param>
/// <param name="Lift">What lifts the unit in question; null when there is none.</param>
/// <param name="Refusal">Why there is no report.</param>
/// <param name="Findings">What is wrong in the draft.</param>
public sealed record TrialAnswer(
    TrialReport? Report, LiftReport? Lift, Refusal? Refusal, IReadOnlyList<Finding> Findings)
{
    internal static TrialAnswer Refuse(Refusal refusal) => new(null, null, refusal, []);
}
