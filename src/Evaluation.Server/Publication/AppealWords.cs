using Evaluation.Office.Appeals;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Publication;

/// <summary>Words and marks of appeals.</summary>
internal static class AppealWords
{
    /// <summary>The value for a dismissal in the form of a ruling.</summary>
    public const string Dismiss = "dismiss";

    /// <summary>The style of a status's tag.</summary>
    public static string? Tag(AppealStatus status) => status switch
    {
        AppealStatus.Lodged or AppealStatus.Heard => "reported",
        AppealStatus.Upheld => "verified",
        AppealStatus.Dismissed => "refused",
        _ => null,
    };

    /// <summary>A rank; a dash for none.</summary>
    public static string Rank(int rank) => rank == 0 ? "—" : Print.Whole(rank);

    /// <summary>A remedy's name in forms and addresses.</summary>
    public static string Word(RemedyKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The remedies that an appeal can have.</summary>
    public static IEnumerable<RemedyKind> Remedies(bool ofClaim) =>
        ofClaim ? Enum.GetValues<RemedyKind>() : [RemedyKind.Adjust];

    /// <summary>A difference with its sign.</summary>
    public static string Difference(decimal points) => $"{(points > 0m ? "+" : "")}{Value.Of(points)}";
}
