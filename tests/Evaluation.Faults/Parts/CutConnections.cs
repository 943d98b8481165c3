using Evaluation.Faults.Ground;
using Npgsql;

namespace Evaluation.Faults.Parts;

/// <summary>
/// Between server and database a proxy cuts connections: at the n-th message, n swept, and at COMMIT, each before the
/// database gets the message and right after.
/// </summary>
internal static class CutConnections
{
    private const int MostMessages = 211;

    /// <summary>Runs the part.</summary>
    public static async Task<Figures> RunAsync(Run run)
    {
        await using var proxy = new CutProxy(new NpgsqlConnectionStringBuilder(run.Arena.Site.Connection).Port);
        await using var scene = await Scene.OpenAsync(run, "connections", new Setting
        {
            Served = database => new NpgsqlConnectionStringBuilder(database) { Port = proxy.Port }.ConnectionString,
        });
        return await scene.StrikeAsync(run.Strikes(400, 40), async i =>
        {
            await scene.Staff.AnsweredAsync(2, run.Ct);
            var messages = i % 4 < 2 ? 1 + (i * 17 % MostMessages) : 1 + (i % 5);
            await proxy.CutAsync(new Cut(messages, OnlyCommits: i % 4 >= 2, Delivered: i % 2 == 1), run.Ct);
            scene.Staff.Book.Strike();
            await scene.Staff.AnsweredAsync(1, run.Ct);
        });
    }
}
