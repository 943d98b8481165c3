using System.Text.Json.Serialization;

namespace Evaluation.Rulebooks.Rules;

/// <summary>
/// A period with its days, such as the month 2023-05. It is stored in events: its shape never changes.
/// </summary>
/// <param name="Name">As targets and lists name it; see <see cref="PeriodNames"/>.</param>
/// <param name="Span">Which period.</param>
/// <param name="First">Its first day.</param>
/// <param name="Last">Its last day.</param>
public sealed record NamedPeriod(string Name, Period Span, DateOnly First, DateOnly Last)
{
    /// <summary>The period of a name; null when the text names none of this calendar.</summary>
    public static NamedPeriod? Of(string name, Calendar calendar) =>
        PeriodNames.DayOf(name, calendar) is var (span, day) ? Holding(span, day, calendar) : null;

    /// <summary>The period that holds a day.</summary>
    public static NamedPeriod Holding(Period span, DateOnly day, Calendar calendar) => new(
        calendar.NameOf(span, day), span, calendar.StartOf(span, day), calendar.EndOf(span, day));

    /// <summary>The name in print: 2023年5月, 2023年第二季度.</summary>
    [JsonIgnore]
    public string Title => PeriodNames.Title(Name);

    /// <summary>The period in print.</summary>
    public override string ToString() => Title;
}
