using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Benchmarks.Load;

/// <summary>How large and how lively a made-up district is.</summary>
/// <param name="Units">Evaluated units, half of them towns, half departments.</param>
/// <param name="Weeks">How many weeks.</param>
/// <param name="ClaimsAWeek">Claims of all units together in a week.</param>
public sealed record LoadSettings(int Units, int Weeks, int ClaimsAWeek)
{
    /// <summary>The same seed and the same settings give the same district.</summary>
    public ulong Seed { get; init; } = 20230101;

    /// <summary>The first day, a Monday.</summary>
    public DateOnly From { get; init; } = new(2023, 1, 2);

    /// <summary>Of a thousand claims without a project, how many are corrected after they were verified.</summary>
    public int Corrected { get; init; } = 30;

    /// <summary>Of a thousand claims, how many are reversed.</summary>
    public int Reversed { get; init; } = 5;

    /// <summary>Decisions of the committee in a year; every fifth is reversed later.</summary>
    public int DecisionsAYear { get; init; } = 24;

    /// <summary>The last day.</summary>
    public DateOnly To => From.AddDays(7 * Weeks - 1);

    /// <inheritdoc/>
    public override string ToString() => $"{Units} units x {Weeks} weeks x {ClaimsAWeek} claims, seed {Seed}";
}

/// <summary>A unit of the district.</summary>
public sealed record LoadUnit(string Name, string Group);

/// <summary>A claim with all that happens to it, in the words of its events.</summary>
/// <param name="Id">Its number, in order of report.</param>
/// <param name="Unit">Who reported.</param>
/// <param name="Kind">The kind of fact.</param>
/// <param name="OccurredOn">The day it happened.</param>
/// <param name="ReportedAt">When it was reported.</param>
/// <param name="VerifiedAt">When the office verified it.</param>
/// <param name="Shares">Who is credited.</param>
/// <param name="Values">As reported, with firm, industry and amount of the project's file.</param>
/// <param name="Correction">What was put right, and when; null for nothing.</param>
/// <param name="ReversedAt">When the verification was taken back; null if it was not.</param>
public sealed record LoadClaim(
    string Id, string Unit, string Kind, DateOnly OccurredOn, DateTimeOffset ReportedAt, DateTimeOffset VerifiedAt,
    IReadOnlyList<Share> Shares, IReadOnlyDictionary<string, Value> Values, LoadCorrection? Correction,
    DateTimeOffset? ReversedAt)
{
    /// <summary>The final values.</summary>
    public IReadOnlyDictionary<string, Value> Last => Correction?.Values ?? Values;

    /// <summary>What counts in the end: nothing when reversed, else a fact for each share.</summary>
    public IEnumerable<Fact> Facts() => ReversedAt is not null
        ? []
        : Shares.Select(share => new Fact(Id, Kind, share.Unit, OccurredOn, share.Part, Last));
}

/// <summary>A correction of a verified claim.</summary>
public sealed record LoadCorrection(DateTimeOffset At, IReadOnlyDictionary<string, Value> Values);

/// <summary>A unit's weekly report; a missing one is not there.</summary>
public sealed record LoadReport(string Unit, DateOnly WeekStart, DateTimeOffset SubmittedAt, bool Nil);

/// <summary>A decision of the committee, or the reversal of one.</summary>
public sealed record LoadDecision(string Id, string Unit, decimal Points, DateOnly On, string? Reverses);
