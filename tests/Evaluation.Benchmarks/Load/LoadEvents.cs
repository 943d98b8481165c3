using Evaluation.Core.Adjustments;
using Evaluation.Core.Claims;
using Evaluation.Core.Reports;
using Evaluation.Core.Rules;
using Evaluation.Core.Units;
using Evaluation.Core.Weeks;
using Evaluation.Core.Words;

namespace Evaluation.Benchmarks.Load;

/// <summary>An event of a made-up district.</summary>
/// <param name="At">When it was recorded.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Fact">The event.</param>
public sealed record LoadEvent(DateTimeOffset At, string Stream, object Fact);

/// <summary>Tells a made-up district as the events that its office would have recorded, in order of time.</summary>
public static class LoadEvents
{
    /// <summary>
    /// The events. Editions are adopted ten days before they come into force, weeks are closed two days after their end,
    /// and every half year a unit gets another name.
    /// </summary>
    public static List<LoadEvent> Of(LoadDistrict district, IReadOnlyList<string> editions)
    {
        var founded = At(district.Settings.From.AddDays(-20), 8);
        var events = new List<LoadEvent>
        {
            new(founded, "district", new DistrictFounded("bench", "测量区", DayOfWeek.Monday, LoadDistrict.Offset, "测量办")),
        };
        events.AddRange(district.Units.Select(unit => new LoadEvent(
            founded, "roster", new UnitEntered(unit.Name, unit.Name, unit.Group, unit.Group, district.Settings.From))));
        events.AddRange(Enumerable.Range(1, district.Settings.Weeks / 26 - 1).Select(half =>
        {
            var (unit, day) = (district.Units[half % district.Units.Count].Name, district.Settings.From.AddDays(182 * half));
            return new LoadEvent(At(day.AddDays(-3), 10), "roster", new UnitRenamed(unit, unit + "（改）", day));
        }));
        events.AddRange(editions.Select((text, i) =>
        {
            var edition = RulebookReader.Read(text).Rulebook!;
            var adopted = RulebookDecider.Adopt(null, text, $"考〔{i + 1}〕号", (DistrictFounded)events[0].Fact).Events.Single();
            return new LoadEvent(At(edition.From.AddDays(-10), 9), "rulebook", adopted);
        }));
        events.AddRange(district.Claims().SelectMany(Claim));
        events.AddRange(district.Reports().Select(report => new LoadEvent(
            report.SubmittedAt, $"report/{report.WeekStart:yyyy-MM-dd}/{report.Unit}",
            new ReportSubmitted(report.Unit, new Week(report.WeekStart), report.Nil, report.SubmittedAt))));
        events.AddRange(district.Decisions().Select(Decision));
        events.AddRange(Enumerable.Range(0, district.Settings.Weeks).Select(number =>
        {
            var week = new Week(district.Settings.From.AddDays(7 * number));
            return new LoadEvent(At(week.End.AddDays(2), 18), "closings", new WeekClosed(week, At(week.End.AddDays(2), 18), "ma"));
        }));
        return [.. events.OrderBy(e => e.At)];
    }

    private static IEnumerable<LoadEvent> Claim(LoadClaim claim)
    {
        var stream = $"claim/{claim.Id}";
        yield return new LoadEvent(claim.ReportedAt, stream, new ClaimReported(
            claim.Id, claim.Unit, claim.Kind, claim.OccurredOn, claim.Values, claim.Shares, [], claim.ReportedAt, "chen"));
        yield return new LoadEvent(claim.VerifiedAt, stream, new ClaimVerified(claim.Id, claim.Shares, Facts.None, ""));
        if (claim.Correction is { } correction)
        {
            yield return new LoadEvent(correction.At, stream, new ClaimCorrected(
                claim.Id, claim.OccurredOn, correction.Values, claim.Shares, "更正"));
        }

        if (claim.ReversedAt is { } reversed)
        {
            yield return new LoadEvent(reversed, stream, new ClaimReversed(claim.Id, "不属实", "考1号"));
        }
    }

    private static LoadEvent Decision(LoadDecision one) => one.Reverses is { } reversed
        ? new LoadEvent(At(one.On, 17), $"adjustment/{reversed}", new AdjustmentReversed(
            reversed, one.Id, one.On, one.On, one.Id, "复核"))
        : new LoadEvent(At(one.On, 16), $"adjustment/{one.Id}", new AdjustmentDecided(
            one.Id, one.Unit, one.Points, one.On, one.On, one.Id, "示例"));

    private static DateTimeOffset At(DateOnly day, int hour) => new(day.ToDateTime(new TimeOnly(hour, 0)), LoadDistrict.Offset);
}
