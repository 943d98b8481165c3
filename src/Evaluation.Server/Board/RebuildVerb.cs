using System.CommandLine;
using System.Diagnostics;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Board.Rebuilding;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Board;

/// <summary>`rebuild`: rebuilds the board from the events and compares.</summary>
internal static class RebuildVerb
{
    private const int MostListed = 20;

    /// <summary>Builds the command.</summary>
    public static Command Make(Shell shell)
    {
        var verb = new Command(
            "rebuild", "Rebuild the board from the events alone, then compare every row with them; readers see the "
            + "old board until it is done.\n\n"
            + "Example: evaluation rebuild --district dinghu")
        {
            Ask.District(),
        };
        verb.OnDistrict(
            shell, CliSession.WriteAsync, (session, district, _, ct) => RunAsync(shell, session, district, ct));
        return verb;
    }

    private static async Task<int> RunAsync(Shell shell, CliSession session, string district, CancellationToken ct)
    {
        await session.Get<CatchUp>().AllAsync(district, ct);
        var read = 0L;
        var clock = Stopwatch.StartNew();
        await shell.ProgressAsync(
            $"Rebuilding {district}",
            async progress => read = await session.Get<Rebuild>().RunAsync(district, progress, ct));
        var seconds = clock.Elapsed.TotalSeconds;
        var rows = await RowsAsync(session.Get<Databases>().For(district), district, ct);
        shell.Out.WriteLine($"{district}：{read}个事件，{rows}行，{seconds:0.00}秒，每秒{read / seconds:0}个事件。");

        var differences = await session.Get<Reconciliation>().DifferencesAsync(district, ct);
        foreach (var difference in differences.Take(MostListed))
        {
            shell.Out.WriteLine($"  {difference}");
        }

        shell.Out.WriteLine(
            differences.Count == 0 ? "与事件重算一致。" : $"与事件重算不一致，共{differences.Count}处。");
        return differences.Count == 0 ? Shell.Done : Shell.Refused;
    }

    private static async Task<long> RowsAsync(StoreDatabase database, string district, CancellationToken ct)
    {
        var counts = string.Join(
            " + ", BoardTables.All.Select(table => $"(select count(*) from {table} where tenant_id = $1)"));
        await using var command = database.Command($"select {counts}");
        command.Parameters.Add(new NpgsqlParameter { Value = district });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
