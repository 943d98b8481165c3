using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Verification;

/// <summary>
/// Units that report far more than usual in the last day before a week's cut-off, or for the last day of the week.
/// Usual is the unit's own share in the eight weeks before; without enough of them nothing is said.
/// </summary>
internal static class Bursts
{
    private const int WeeksBefore = 8, FewestBefore = 10, FewestNow = 5;
    private const decimal LeastShare = 0.6m, TimesUsual = 2m;

    private static readonly TimeSpan LastHours = TimeSpan.FromHours(24);

    public static IEnumerable<ClaimFinding> Of(FindingContext context)
    {
        var ends = new Dictionary<Week, DateTimeOffset?>();
        var starts = context.File.District.Founded?.WeekStarts ?? DayOfWeek.Monday;
        foreach (var unit in context.Alive.GroupBy(one => one.Claim.Unit, StringComparer.Ordinal))
        {
            var weeks = unit.GroupBy(one => Week.Of(one.Claim.OccurredOn, starts))
                .ToDictionary(week => week.Key, week => week.ToList());
            var findings = Judge(context, weeks, "截止前24小时内填报", (week, one) =>
                CutOff(context, week, ends) is { } cutOff && one.Claim.ReportedAt <= cutOff
                && one.Claim.ReportedAt > cutOff - LastHours)
                .Concat(Judge(context, weeks, "填为本周最后一天发生", (week, one) => one.Claim.OccurredOn == week.End));
            foreach (var finding in findings)
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<ClaimFinding> Judge(
        FindingContext context, Dictionary<Week, List<ClaimHistory>> weeks, string what,
        Func<Week, ClaimHistory, bool> late)
    {
        var counts = weeks.ToDictionary(
            week => week.Key, week => (All: week.Value.Count, Late: week.Value.Count(one => late(week.Key, one))));
        foreach (var (week, (all, now)) in counts.Where(pair => pair.Value.Late >= FewestNow))
        {
            var (before, usual) = (0, 0);
            for (var (i, earlier) = (0, week.Previous); i < WeeksBefore; (i, earlier) = (i + 1, earlier.Previous))
            {
                var (allThen, lateThen) = counts.GetValueOrDefault(earlier);
                (before, usual) = (before + allThen, usual + lateThen);
            }

            if (before >= FewestBefore && now >= LeastShare * all && now * (decimal)before > TimesUsual * usual * all)
            {
                var claims = weeks[week].Where(one => late(week, one)).ToList();
                yield return FindingContext.Finding(
                    ClaimFinding.Burst, FindingWeight.Low, claims,
                    $"{context.UnitName(claims[0].Claim)}{week}的{all}件事项中有{now}件{what}，"
                    + $"占{FindingContext.Percent((decimal)now / all)}；"
                    + $"此前{WeeksBefore}周{before}件中有{usual}件，"
                    + $"占{FindingContext.Percent((decimal)usual / before)}。请抽查其真实性。");
            }
        }
    }

    private static DateTimeOffset? CutOff(FindingContext context, Week week, Dictionary<Week, DateTimeOffset?> ends)
    {
        if (!ends.TryGetValue(week, out var end))
        {
            ends[week] = end = Snapshot.Frame(context.Rules, week)?.Calendar.CutOffFor(week);
        }

        return end;
    }
}
