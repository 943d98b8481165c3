using Evaluation.Faults.Ground;

namespace Evaluation.Faults.Parts;

/// <summary>Boards are rebuilt by the command while people write; every third rebuild is killed on its way.</summary>
internal static class RebuildWhileWriting
{
    private const int ShortestMs = 1500;
    private const int MostMs = 4000;

    /// <summary>Runs the part.</summary>
    public static async Task<Figures> RunAsync(Run run)
    {
        await using var scene = await Scene.OpenAsync(run, "rebuild", new Setting());
        return await scene.StrikeAsync(run.Strikes(60, 5), async i =>
        {
            var district = Seeds.Districts[i % Seeds.Districts.Count];
            await using var rebuild = run.Arena.Start(scene.Database, "rebuild", "--district", district);
            if (i % 3 == 2)
            {
                await Task.Delay(ShortestMs + (i * 191 % MostMs), run.Ct);
                return;
            }

            if (await rebuild.EndsAsync(run.Ct) is not 0 and var code)
            {
                scene.Find($"The rebuild of {district} ended with {code}: {rebuild.Tail}");
            }
        });
    }
}
