using Evaluation.Office.Lists;

namespace Evaluation.Server.Kit.Pages;

/// <summary>Where one is in a list, and the way to its other pages.</summary>
/// <param name="Address">The address of the list.</param>
/// <param name="First">The number of the first row shown, from 1; 0 for none.</param>
/// <param name="Last">The number of the last one.</param>
/// <param name="Total">How many rows there are.</param>
/// <param name="Measure">The word that counts them, for example 件.</param>
public sealed record ListPlaceView(ListAddress Address, int First, int Last, int Total, string Measure)
{
    /// <summary>The address of the page before; null on the first one.</summary>
    public string? Previous { get; private init; }

    /// <summary>The address of the next page; null on the last one.</summary>
    public string? Next { get; private init; }

    /// <summary>The place of a page.</summary>
    public static ListPlaceView Of<T>(ListAddress address, ListPage<T> page, string measure) =>
        new(address, page.Rows.Count == 0 ? 0 : page.Before + 1, page.Before + page.Rows.Count, page.Total, measure)
        {
            Previous = page.Before > 0 ? address.From(page.Previous?.Text).ToString() : null,
            Next = page.Next is { } next ? address.From(next.Text).ToString() : null,
        };
}
