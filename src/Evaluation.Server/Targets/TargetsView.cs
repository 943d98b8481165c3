using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Targets;

/// <summary>The targets that hold, against what was done.</summary>
/// <param name="Progress">How they go; null when the week asked for is refused.</param>
/// <param name="Names">The units' names.</param>
/// <param name="Measures">The indicators that the rules know, in print.</param>
/// <param name="MayGive">Whether the viewer may give targets out.</param>
/// <param name="Fields">The fields of new ones.</param>
/// <param name="Refusal">Why they were not taken, or the week is none, when no field says it; null for nothing.</param>
/// <param name="Done">What was done just now; null for nothing.</param>
public sealed record TargetsView(
    FrameView Frame, ProgressAnswer? Progress, IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<string> Measures, bool MayGive, IReadOnlyList<FormFieldView> Fields, string? Refusal, string? Done)
{
    /// <summary>The weeks before and after that of the page; null where there is none to look at.</summary>
    public (string? Before, string? After) Beside { get; init; }

    /// <summary>The claims that may count for what a unit did; null for a measure made of others.</summary>
    public string? Behind(IndicatorProgress of, UnitProgress one)
    {
        if (of.Kind is null || one.Done is null || Progress is not { } seen)
        {
            return null;
        }

        var starts = seen.Through.AddDays(1).DayOfWeek;
        var last = of.To < seen.Through ? of.To : seen.Through;
        return new ListAddress(Links.Claims(Frame.District ?? ""),
        [
            ("status", "verified"), ("unit", one.Unit), ("kind", of.Kind), ("week", Week.Of(of.From, starts).Id),
            ("through", Week.Of(last, starts).Id),
        ]).ToString();
    }

    /// <summary>A unit's name.</summary>
    public string NameOf(UnitProgress one) => one.Unit is { } unit ? Names.GetValueOrDefault(unit, unit) : "合计";
}
