namespace Evaluation.Faults.Parts;

/// <summary>
/// One of two servers is stopped, for less and for more time than a transaction may be idle (10 s) and a server may be
/// silent until the other one takes its work (15 s), and then goes on as if nothing had been.
/// </summary>
internal static class Frozen
{
    private static readonly int[] Quick = [4, 9, 18];
    private const int Shortest = 1;
    private const int Longest = 21;

    /// <summary>Runs the part.</summary>
    public static async Task<Figures> RunAsync(Run run)
    {
        await using var scene = await Scene.OpenAsync(run, "freeze", new Setting { Servers = 2 });
        return await scene.StrikeAsync(run.Strikes(2 * (Longest - Shortest + 1), Quick.Length), async i =>
        {
            await scene.Staff.AnsweredAsync(1 + (i % 13), run.Ct);
            var server = scene.Server(i % 2);
            server.Freeze();
            scene.Staff.Book.Strike();
            var seconds = run.Quick ? Quick[i] : Shortest + (i / 2);
            await Task.Delay(TimeSpan.FromSeconds(seconds), run.Ct);
            server.Wake();
            await scene.Staff.AnsweredAsync(20, run.Ct);
        });
    }
}
