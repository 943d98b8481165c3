namespace Evaluation.Server.Kit.Pages;

/// <summary>Where one is in a list of pages.</summary>
/// <param name="Page">From 1.</param>
/// <param name="OnPage">How many are on a page.</param>
/// <param name="Total">How many there are.</param>
/// <param name="LinkTo">The address of a page.</param>
public sealed record PagerView(int Page, int OnPage, int Total, Func<int, string> LinkTo)
{
    /// <summary>The last page.</summary>
    public int Last => Math.Max(1, (Total + OnPage - 1) / OnPage);
}
