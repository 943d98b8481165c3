using System.Globalization;
using Evaluation.Rulebooks.Kinds;

namespace Evaluation.Office.Claims;

/// <summary>What a claim is called in lists: day, kind, and what it is about.</summary>
public static class ClaimTitle
{
    // The fields that say what a claim is about, the first one that is filled.
    private static readonly string[] Subjects = ["enterprise", "project", "title", "destination"];

    /// <summary>7月6日外出拜访企业：肇庆鼎新材料有限公司.</summary>
    /// <param name="kinds">The kinds in force on its day.</param>
    /// <param name="names">Names of firms and projects by their codes; a code without one stays as it is.</param>
    public static string Of(Claim claim, KindSet kinds, IReadOnlyDictionary<string, string> names) =>
        claim.OccurredOn.ToString("M'月'd'日'", CultureInfo.InvariantCulture) + kinds.LabelOf(claim.Kind)
        + (SubjectOf(claim) is { } subject ? $"：{names.GetValueOrDefault(subject, subject)}" : "");

    /// <summary>What it is about, as it names it; null when none of its fields says it.</summary>
    public static string? SubjectOf(Claim claim) =>
        Subjects.Select(claim.Text).FirstOrDefault(text => text.Length > 0);
}
