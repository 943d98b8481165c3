using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Charts;

/// <summary>Sentences about places over the weeks, each true of the places that it is made from.</summary>
internal static class Standings
{
    // Where more share a place, nearly nobody has done anything yet.
    private const int MostJoint = 2;

    /// <summary>Who leads a group and since when: 永安镇连续20周第1.</summary>
    public static string Leads(Course course, BulletinGroup group)
    {
        var first = group.Rows.Where(row => row.YearRank == 1).Select(row => row.Name).ToList();
        if (first.Count != 1)
        {
            return first.Count == 0 ? "还没有位次" : $"{ChartWords.Names(first)}并列第1";
        }

        var unit = group.Rows.First(row => row.YearRank == 1).Unit;
        var weeks = course.RanksOf(unit).Reverse().TakeWhile(rank => rank == 1).Count();
        return weeks == 1 ? $"{first[0]}列第1"
            : weeks == course.Weeks.Count ? $"{first[0]}一直第1"
            : $"{first[0]}连续{Value.Of(weeks)}周第1";
    }

    /// <summary>Who rose most from the worst place, without those that are first anyway; null for nobody.</summary>
    public static (string Unit, int From)? Rose(Course course, BulletinGroup group) => Furthest(
        course, group, static (was, now) => was - now, row => row.YearRank > 1);

    /// <summary>Who fell most from the best place; null for nobody.</summary>
    /// <param name="but">The one that is said to have risen.</param>
    public static (string Unit, int From)? Fell(Course course, BulletinGroup group, string? but) => Furthest(
        course, group, static (was, now) => now - was, row => row.Unit != but);

    /// <summary>A unit's way: 从第6升到第3.</summary>
    public static string Way(IReadOnlyList<int?> ranks)
    {
        if (ranks[^1] is not { } now)
        {
            return "本期不列位次";
        }

        var (best, worst) = (ranks.Min()!.Value, ranks.Max()!.Value);
        return best == worst ? (ranks.Count == 1 ? $"列第{Value.Of(now)}" : $"一直第{Value.Of(now)}")
            : now == best ? $"从第{Value.Of(worst)}升到第{Value.Of(now)}"
            : now == worst ? $"从第{Value.Of(best)}降到第{Value.Of(now)}"
            : $"最好第{Value.Of(best)}，最低第{Value.Of(worst)}，现在第{Value.Of(now)}";
    }

    /// <summary>Where a unit stands and for how long: 连续8周列镇街第3, 升到镇街第4.</summary>
    public static string Now(IReadOnlyList<int?> ranks, string group)
    {
        if (ranks[^1] is not { } now)
        {
            return "本期不列位次";
        }

        var weeks = ranks.Reverse().TakeWhile(rank => rank == now).Count();
        var before = ranks.Count > 1 ? ranks[^2] : null;
        return (weeks > 1 ? $"连续{Value.Of(weeks)}周列" : before > now ? "升到" : before < now ? "降到" : "列")
            + $"{group}第{Value.Of(now)}";
    }

    private static (string Unit, int From)? Furthest(
        Course course, BulletinGroup group, Func<int, int, int> distance, Func<BulletinRow, bool> counts) => group.Rows
        .Where(row => row.YearRank > 0 && counts(row))
        .SelectMany(row => Own(course, group, row.Unit), (row, was) => (Row: row, Was: was))
        .Where(one => distance(one.Was, one.Row.YearRank) > 0)
        .OrderByDescending(one => distance(one.Was, one.Row.YearRank)).ThenBy(one => one.Row.YearRank)
        .Select(one => ((string, int)?)(one.Row.Unit, one.Was)).FirstOrDefault();

    private static IEnumerable<int> Own(Course course, BulletinGroup group, string unit)
    {
        foreach (var week in course.Weeks)
        {
            var rows = week.Groups.FirstOrDefault(one => one.Group == group.Group)?.Rows ?? [];
            if (rows.FirstOrDefault(row => row.Unit == unit) is { YearRank: > 0 and var rank }
                && rows.Count(row => row.YearRank == rank) <= MostJoint)
            {
                yield return rank;
            }
        }
    }
}
