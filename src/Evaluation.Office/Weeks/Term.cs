using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Weeks;

/// <summary>What a bulletin is about: a week, or a period that ends in it.</summary>
/// <param name="Week">The week; of a period the one that holds its last day, with which it is closed.</param>
/// <param name="Period">The period; null for the week itself.</param>
public readonly record struct Term(Week Week, NamedPeriod? Period = null)
{
    /// <summary>The name, as addresses and stored bulletins have it: 2023-W05, 2023-05.</summary>
    public string Id => Period?.Name ?? Week.Id;

    /// <summary>Its first day.</summary>
    public DateOnly First => Period?.First ?? Week.Start;

    /// <summary>Its last day.</summary>
    public DateOnly Last => Period?.Last ?? Week.End;

    /// <summary>The stream of what was done about its bulletin.</summary>
    public string Stream => Period is { } period ? $"period/{period.Name}" : $"week/{Week.Start:yyyy-MM-dd}";

    /// <summary>A week is a term.</summary>
    public static implicit operator Term(Week week) => new(week);

    /// <summary>A decision about a week's bulletin as one about this term's, with events of its own.</summary>
    public Decision Decided(Decision decision)
    {
        var period = Period;
        return period is null || decision.Refusal is not null ? decision
            : Decision.Accept([.. decision.Events.Select(step => PeriodStep.Of(period, step))]);
    }

    /// <summary>In print: 2023-W05, 2023年5月.</summary>
    public override string ToString() => Period?.Title ?? Week.Id;
}
