using System.Diagnostics;

namespace Evaluation.Faults.Parts;

/// <summary>The main process of PostgreSQL is killed at swept points; its keeper starts it again.</summary>
internal static class PostgresKill
{
    private const int MostAnswers = 47;
    private const int MostDelayMs = 31;

    /// <summary>Runs the part.</summary>
    public static async Task<Figures> RunAsync(Run run)
    {
        await using var scene = await Scene.OpenAsync(run, "postgres-kill", new Setting());
        return await scene.StrikeAsync(run.Strikes(100, 6), async i =>
        {
            await scene.Staff.AnsweredAsync(1 + (i * 7 % MostAnswers), run.Ct);
            await Task.Delay(i * 3 % MostDelayMs, run.Ct);
            var killed = Stopwatch.GetTimestamp();
            await run.Arena.Site.KillAsync(run.Ct);
            scene.Staff.Book.Strike(killed);
            await scene.Staff.AnsweredAsync(1, run.Ct);
        });
    }
}
