using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Archive;

/// <summary>Every sealed bulletin of a district that whoever asks may read.</summary>
/// <param name="Issuer">Who issues them.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Text">What is looked for; empty for all.</param>
/// <param name="Sort">Which sort is chosen; empty for all.</param>
/// <param name="Months">What was found by the month of sealing, the newest first.</param>
public sealed record ArchiveView(
    FrameView Frame, string District, string Issuer, int Total, string Text, string Sort,
    IReadOnlyList<ArchiveMonthView> Months)
{
    /// <summary>How many were found.</summary>
    public int Found => Months.Sum(month => month.Bulletins.Count);
}

/// <summary>What was sealed in a month.</summary>
/// <param name="Name">For example 2023年6月.</param>
public sealed record ArchiveMonthView(string Name, IReadOnlyList<ArchivedView> Bulletins);

/// <summary>A bulletin in the issue in force.</summary>
/// <param name="Id">The week or period in addresses.</param>
/// <param name="Issue">The number of the issue.</param>
public sealed record ArchivedView(string Id, string Title, string Document, DateOnly SealedOn, int Issue);
