using Evaluation.Office.Units;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Marten;

namespace Evaluation.Server.Kit.Store;

/// <summary>Districts and weeks as people name them, in addresses and on the command line.</summary>
public static class Named
{
    private const int LongestShown = 20;

    /// <summary>The district of a name, or the first one when nothing was named.</summary>
    /// <returns>The district; a refusal when it does not exist, or when none does.</returns>
    public static async Task<Result<string>> DistrictAsync(Districts districts, string? name, CancellationToken ct)
    {
        if (name is not null)
        {
            return await districts.MissingAsync(name, ct) is { } missing ? missing : name;
        }

        var all = await districts.AllAsync(ct);
        return all.Count > 0 ? all[0] : NoDistrict;
    }

    /// <summary>The week of a name such as `2023-W05`, in the district of a session, which must exist.</summary>
    public static async Task<Result<Week>> WeekAsync(IQuerySession session, string name, CancellationToken ct) =>
        Week((await session.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct))!, name);

    /// <summary>The week of a name such as `2023-W05` in a district.</summary>
    public static Result<Week> Week(DistrictFounded founded, string name) =>
        Evaluation.Rulebooks.Words.Week.Parse(name, founded.WeekStarts) is { } week
            ? week
            : PeriodNames.IsPeriod(name)
            ? new Refusal(
                "week-not-period", $"“{name}”是期间，这里须写周次。", "week",
                "请按 2023-W05 的形式填写；期间随所含各周办理，没有单独的截止和结转。")
            : Refusal.Unknown(
                "week", "周次", Characters.Short(name, LongestShown),
                "请按 2023-W05 的形式填写，且该年须有此周。");

    /// <summary>The refusal on a database without any district.</summary>
    public static Refusal NoDistrict { get; } = new(
        "empty", "数据库中还没有考评单位范围。", "district",
        "请先运行 ops/run，或用 ops/evaluation seed 载入一个文件夹。");
}
