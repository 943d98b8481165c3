using Evaluation.Office.Appeals;
using Evaluation.Office.Ledger;
using Evaluation.Office.Mandates;
using Evaluation.Office.Verification;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication.Gating;

/// <summary>What is known when the gate examines a week or a period.</summary>
/// <param name="Week">The week; of a period the one in which it ends.</param>
/// <param name="Closed">Its closing; null while it is open.</param>
/// <param name="File">What was done about its bulletin.</param>
/// <param name="Now">The district by the events up to the board's position, and what is scored from it.</param>
/// <param name="Issues">The issues sealed so far.</param>
/// <param name="Before">The weeks as last published; null before the first bulletin.</param>
public sealed record GateInput(
    Week Week, WeekClosed? Closed, WeekFile File, Scored Now, Issues Issues, Baselines? Before)
{
    /// <summary>The period that ends in the week, when its bulletin is examined; null for that of the week.</summary>
    public NamedPeriod? Period { get; init; }

    /// <summary>The document by which the week was closed early; null when it was not.</summary>
    public string? Early { get; init; }

    /// <summary>For whom the district has its bulletins printed.</summary>
    public string Papers { get; init; } = PaperScope.Public;

    /// <summary>What is to be published.</summary>
    public Term Term => new(Week, Period);

    /// <summary>Whether a claim is left for a later bulletin.</summary>
    internal bool IsCarried(string claim) => Period is null ? File.CarriedOver.ContainsKey(claim)
        : Now.Known.District.CarriedOver.ContainsKey(claim);

    /// <summary>What the bulletin takes in, the same before and after the closing.</summary>
    internal Intake IntakeOf(Term term) => Intake.Of(Now.Known.District, term, Closed?.CutOff);

    /// <summary>All appeals of the district, ruled on or not, in the order in which they were lodged.</summary>
    public required IReadOnlyList<Appeal> Appeals { get; init; }

    /// <summary>What the office knows about the claims.</summary>
    public required VerificationFile Verification { get; init; }

    /// <summary>What follows from it for the verifiers.</summary>
    public required IReadOnlyList<ClaimFinding> Findings { get; init; }

    /// <summary>How far the live board is, and whether it is what the events say.</summary>
    public required BoardState Board { get; init; }
}

/// <summary>The live board beside the events.</summary>
/// <param name="Last">The position of the district's last event.</param>
/// <param name="Halted">The projections that stopped before their work was done.</param>
/// <param name="Differences">Where the board differs from the events that it has worked through, in words.</param>
public sealed record BoardState(
    long Last, IReadOnlyList<HaltedProjection> Halted, IReadOnlyList<string> Differences);

/// <summary>A projection that stopped before its work was done.</summary>
/// <param name="Name">Its name in the progress table.</param>
/// <param name="Reason">Why; null when only the server's log says it.</param>
public sealed record HaltedProjection(string Name, string? Reason);
