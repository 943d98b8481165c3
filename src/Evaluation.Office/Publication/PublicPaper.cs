using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Publication;

/// <summary>What the paper for everybody leaves out where there is another one for members.</summary>
internal static class PublicPaper
{
    private const string Committee = "委员会";

    /// <summary>A bulletin without the persons below the leaders and without what was found before it.</summary>
    public static Bulletin Of(Bulletin made) => made with
    {
        Paper = Bulletin.ForPublic,
        ClosedBy = "",
        ConfirmedBy = null,
        Waivers = made.Waivers?.Select(one => one with { Findings = [], WaivedBy = Committee }).ToList(),
        Issue = made.Issue is { } issue ? issue with { ProposedBy = "" } : null,
    };

    /// <summary>The reason of a line about a fact with internal fields: the clause and the points.</summary>
    public static string Because(Line line) =>
        $"{(line.Clause.Length > 0 ? $"按{line.Clause}" : "")}计{Value.Of(Exact.Trim(line.Points))}分。";
}
