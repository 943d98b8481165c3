namespace Evaluation.Faults.Parts;

/// <summary>The server is killed after the k-th answer and a delay, both swept, and started again at once.</summary>
internal static class ServerKill
{
    private const int MostAnswers = 61;
    private const int MostDelayMs = 41;

    /// <summary>Runs the part.</summary>
    public static async Task<Figures> RunAsync(Run run)
    {
        await using var scene = await Scene.OpenAsync(run, "server-kill", new Setting());
        return await scene.StrikeAsync(run.Strikes(200, 8), async i =>
        {
            await scene.Staff.AnsweredAsync(1 + (i * 7 % MostAnswers), run.Ct);
            await Task.Delay(i * 3 % MostDelayMs, run.Ct);
            await scene.KillAsync(0);
            scene.Staff.Book.Strike();
            await scene.StartAsync(0);
            await scene.Staff.AnsweredAsync(1, run.Ct);
        });
    }
}
