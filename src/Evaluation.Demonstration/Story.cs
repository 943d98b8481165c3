using Evaluation.Office.Ledger;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Demonstration;

/// <summary>
/// The tour of the system in scenes, each of which shows who does what and what it moved. Everything goes through the
/// commands that everybody uses; only the persons and dates are the demonstration's.
/// </summary>
internal static class Story
{
    /// <summary>Plays all scenes.</summary>
    /// <exception cref="StoryHalted">A step was refused; the steps before it remain stored.</exception>
    public static async Task<int> PlayAsync(Stage stage, CancellationToken ct)
    {
        if (Snapshot.Frame(stage.Rules, stage.Running) is null)
        {
            stage.Scene($"{stage.Last}已是现行办法施行期内的最后一周，下一周须先采纳新的办法；演示到此为止。");
            return Shell.Done;
        }

        var visit = await StoryOfVisits.InTimeAsync(stage, ct);
        await StoryOfVisits.LateAsync(stage, ct);
        await StoryOfVisits.RefusedAsync(stage, visit.Unit, visit.Enterprise, ct);
        await StoryOfAppeals.UpheldAsync(stage, ct);
        await StoryOfAppeals.IssuedAgainAsync(stage, ct);
        await StoryOfSealing.DraftAsync(stage, ct);
        await StoryOfSealing.GateAsync(stage, ct);
        return await StoryOfSealing.RecountAsync(stage, ct);
    }
}
