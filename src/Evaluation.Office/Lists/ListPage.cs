namespace Evaluation.Office.Lists;

/// <summary>A page of a list, which says how many rows there are in all and where it goes on.</summary>
/// <param name="Rows">The rows of the page.</param>
/// <param name="Total">How many rows the list has.</param>
/// <param name="Before">How many of them come before the page.</param>
/// <param name="Previous">After which place the page before begins; null when that is the beginning.</param>
/// <param name="Next">After which place the next page begins; null after the last one.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Rows, int Total, int Before, ListKey? Previous, ListKey? Next);
