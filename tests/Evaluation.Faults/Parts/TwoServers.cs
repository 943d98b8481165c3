namespace Evaluation.Faults.Parts;

/// <summary>Two servers on one database; one and the other is killed, its clients go over, it comes back.</summary>
internal static class TwoServers
{
    private const int MostAnswers = 53;
    private const int MostDelayMs = 37;

    /// <summary>Runs the part.</summary>
    public static async Task<Figures> RunAsync(Run run)
    {
        await using var scene = await Scene.OpenAsync(run, "two-servers", new Setting { Servers = 2 });
        return await scene.StrikeAsync(run.Strikes(40, 4), async i =>
        {
            await scene.Staff.AnsweredAsync(1 + (i * 7 % MostAnswers), run.Ct);
            await Task.Delay(i * 3 % MostDelayMs, run.Ct);
            await scene.KillAsync(i % 2);
            scene.Staff.Book.Strike();
            await scene.Staff.AnsweredAsync(5, run.Ct);
            await scene.StartAsync(i % 2);
        });
    }
}
