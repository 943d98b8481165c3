using System.Text.Json.Serialization;
using Evaluation.Office.Decisions;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Appeals;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>
/// What an appeal is about: a line of the sealed bulletin, or a claim that was decided in it and has no line there.
/// </summary>
/// <param name="Clause">The line's clause, empty when none counts the fact; null for a claim.</param>
/// <param name="Fact">The line's fact or period; null for a claim.</param>
/// <param name="Claim">The claim's number; null for a line.</param>
public sealed record About(string? Clause, string? Fact, string? Claim)
{
    /// <summary>A line.</summary>
    public static About Line(string clause, string fact) => new(clause, fact, null);

    /// <summary>A claim.</summary>
    public static About OfClaim(string claim) => new(null, null, claim);

    /// <summary>The claim concerned, if any: the one named, or the one that the line counts.</summary>
    public string? Concerned() => Claim ?? (Fact is { Length: > 0 } && !Fact.Contains('/') ? Fact : null);

    /// <summary>A name that is the same only for the same line or claim.</summary>
    public string Key() => Claim is not null ? $"claim/{Claim}" : $"line/{Clause}/{Fact}";

    /// <inheritdoc/>
    public override string ToString() => Claim is not null ? $"事项“{Claim}”"
        : string.IsNullOrEmpty(Clause) ? $"不计分的“{Fact}”" : $"{Clause}“{Fact}”";
}

/// <summary>How an upheld appeal is put right.</summary>
public enum RemedyKind
{
    /// <summary>更正事项.</summary>
    Correct,

    /// <summary>冲销事项.</summary>
    Reverse,

    /// <summary>恢复认定: a claim that was refused or reversed counts.</summary>
    Restore,

    /// <summary>加减分.</summary>
    Adjust,
}

/// <summary>What a ruling changes for a unit, in the year to date.</summary>
/// <param name="Group">The unit's group.</param>
/// <param name="PointsBefore">Points without the ruling, exact.</param>
/// <param name="PointsAfter">Points with it.</param>
/// <param name="RankBefore">Rank without the ruling; 0 for not ranked.</param>
/// <param name="RankAfter">Rank with it.</param>
public sealed record RankChange(
    string Group, string Unit, decimal PointsBefore, decimal PointsAfter, int RankBefore, int RankAfter);

/// <summary>A unit objected to a line or a decision of a sealed bulletin. Stream `appeal/{id}`.</summary>
/// <param name="Appeal">The appeal's number.</param>
/// <param name="Unit">The unit concerned.</param>
/// <param name="Week">The bulletin's week.</param>
/// <param name="About">The line or claim.</param>
/// <param name="Reason">Why.</param>
/// <param name="Evidence">Names of the files that prove it.</param>
/// <param name="LodgedAt">When.</param>
/// <param name="LastDay">The last day on which it could be lodged, as counted then.</param>
[StoredAs("appeal.lodged.v1")]
public sealed record AppealLodged(
    string Appeal, string Unit, Week Week, About About, string Reason, IReadOnlyList<string> Evidence,
    DateTimeOffset LodgedAt, string LodgedBy, CountedDay LastDay)
{
    /// <summary>The name of who lodged it, as it was; null where only the account was known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Lodger { get; init; }

    /// <summary>The account that made the token of the program that lodged it; null for a person.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Behind { get; init; }
}

/// <summary>
/// An appeal took up a line or claim of a bulletin: another one may do so only when that one was withdrawn. Stream
/// `appeal-matter/{week}/{unit}/…`, in which appeals for the same matter meet.
/// </summary>
[StoredAs("appeal.matter.taken.v1")]
public sealed record MatterTaken(string Appeal)
{
    /// <summary>The stream in which appeals about the same line or claim meet.</summary>
    public static string StreamOf(AppealLodged appeal) =>
        $"appeal-matter/{appeal.Week.Start:yyyy-MM-dd}/{appeal.Unit}/{appeal.About.Key()}";
}

/// <summary>The unit was heard (听取陈述); a note of what was said.</summary>
[StoredAs("appeal.heard.v1")]
public sealed record AppealHeard(string Appeal, string Note);

/// <summary>
/// The committee ruled. What the remedy does is stored with this event, in the streams of claim, project or adjustment.
/// </summary>
/// <param name="Appeal">The appeal's number.</param>
/// <param name="Upheld">Whether the unit was right.</param>
/// <param name="Reason">Why.</param>
/// <param name="Document">Document number of the ruling (文号).</param>
/// <param name="Remedy">How it is put right; null for a dismissal.</param>
/// <param name="RuledAt">When.</param>
/// <param name="Week">The last ranked week, for which the changes were counted.</param>
/// <param name="Changes">The units whose points or rank of the year to date changed by the ruling.</param>
[StoredAs("appeal.ruled.v1", Made = [nameof(Changes)])]
public sealed record AppealRuled(
    string Appeal, bool Upheld, string Reason, string Document, RemedyKind? Remedy, string RuledBy,
    DateTimeOffset RuledAt, Week Week, IReadOnlyList<RankChange> Changes)
{
    /// <summary>The name of who ruled, as it was; null where only the account was known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Ruler { get; init; }
}

/// <summary>The unit took its appeal back.</summary>
[StoredAs("appeal.withdrawn.v1")]
public sealed record AppealWithdrawn(string Appeal, string Reason);
