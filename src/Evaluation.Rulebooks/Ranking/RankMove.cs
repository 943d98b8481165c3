using System.Text.Json.Serialization;

namespace Evaluation.Rulebooks.Ranking;

/// <summary>How one unit came past another from one week to the next.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Crossing>))]
public enum Crossing
{
    /// <summary>超过: it was behind and is ahead.</summary>
    Passed,

    /// <summary>追平: it was behind and shares the rank.</summary>
    DrewLevel,

    /// <summary>不再并列: it shared the rank and is ahead.</summary>
    PulledAhead,
}

/// <summary>What decides between two units with the same points.</summary>
/// <param name="Measure">The first measure of the tie-break that differs; null when the rules number equals on.</param>
/// <param name="Own">What the unit has of it, year to date.</param>
/// <param name="Other">What the other one has.</param>
public sealed record TieBreak(string? Measure, decimal Own, decimal Other);

/// <summary>A unit that was overtaken, or one that overtook.</summary>
/// <param name="Unit">The other unit.</param>
/// <param name="How">How the one came past the other.</param>
/// <param name="Gained">The other's points of the week.</param>
/// <param name="Corrected">What earlier weeks became worth more or less for the other.</param>
/// <param name="Apart">The points between the two now, as the ranking rounds them, never below 0.</param>
/// <param name="Tie">
/// What decides when no points are between them; null when they share the rank or points decide.
/// </param>
public sealed record Passing(
    string Unit, Crossing How, decimal Gained, decimal Corrected, decimal Apart, TieBreak? Tie);

/// <summary>A unit with the same points, ranked directly above or below by the tie-break.</summary>
public sealed record Parted(string Unit, bool Ahead, TieBreak Tie);

/// <summary>Why a unit has the rank it has, against the week before (位次升降), year to date.</summary>
/// <param name="Before">Its rank in this group a week before; null when it had none.</param>
/// <param name="Now">Its rank; null when it left the group.</param>
/// <param name="OtherGroup">The group from which it came or to which it went; null for none.</param>
/// <param name="Begins">Whether nothing is compared: the first week that is ranked, or the first of a year.</param>
/// <param name="Gained">Its points of the week.</param>
/// <param name="Corrected">
/// What the year to date gained beyond the week's points: earlier weeks became worth more or less.
/// </param>
/// <param name="Overtook">Units of the group that it came past.</param>
/// <param name="OvertakenBy">Units of the group that came past it.</param>
/// <param name="EnteredAhead">Units that came into the group, ahead of it.</param>
/// <param name="LeftAhead">Units that were ahead of it and are no longer in the group.</param>
/// <param name="JointWith">Units that share its rank.</param>
/// <param name="Parted">Units with the same points that the tie-break set directly above and below.</param>
public sealed record RankMove(
    string Group, string Unit, int? Before, int? Now, string? OtherGroup, bool Begins, decimal Gained,
    decimal Corrected, IReadOnlyList<Passing> Overtook, IReadOnlyList<Passing> OvertakenBy,
    IReadOnlyList<string> EnteredAhead, IReadOnlyList<string> LeftAhead, IReadOnlyList<string> JointWith,
    IReadOnlyList<Parted> Parted)
{
    /// <summary>Whether the rank, or who is ahead of whom, is another than a week before.</summary>
    public bool Moved => !Begins && (Before != Now || Overtook.Count + OvertakenBy.Count > 0);

    /// <summary>What its year to date began with or gained this week as the successor of others.</summary>
    public decimal Handed { get; init; }

    /// <summary>Units that ended and that it succeeds since this week (合并、拆分).</summary>
    public IReadOnlyList<string> GoesOnFor { get; init; } = [];

    /// <summary>Units that succeed it since this week, when it ended.</summary>
    public IReadOnlyList<string> GoesOnIn { get; init; } = [];

    /// <summary>The move in one sentence, where it was put into words.</summary>
    public string Sentence { get; init; } = "";
}
