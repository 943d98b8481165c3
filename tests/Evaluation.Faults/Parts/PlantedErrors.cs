using Evaluation.Faults.Ground;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Faults.Parts;

/// <summary>
/// The database raises an error at the n-th append, n swept, one code after another; and now and then the streams are
/// locked for longer than a statement may take.
/// </summary>
internal static class PlantedErrors
{
    private const int LockEvery = 10;
    private static readonly TimeSpan LockedFor = TimeSpan.FromSeconds(3);

    // Lost serialization, deadlock, cancelled, lock not to be had, shut down, cannot connect, connection failure, too
    // many connections, disk full, out of memory, input and output, internal.
    private static readonly string[] Codes =
    [
        "40001", "40P01", "57014", "55P03", "57P01", "57P03", "08006", "53300", "53100", "53200", "58030", "XX000",
    ];

    private const string Trigger =
        $"""
        create schema planted;
        create sequence planted.appends;
        create table planted.plan (at bigint primary key, code text not null);
        create function planted.strike() returns trigger language plpgsql as $$
        declare
            append bigint := nextval('planted.appends');
            chosen text;
        begin
            select code into chosen from planted.plan where at = append;
            if found then
                raise exception 'planted at append %', append using errcode = chosen;
            end if;
            return new;
        end $$;
        create trigger strike before insert on {MartenTables.Events} for each row execute function planted.strike();
        """;

    /// <summary>Runs the part.</summary>
    public static async Task<Figures> RunAsync(Run run)
    {
        await using var scene = await Scene.OpenAsync(
            run, "errors", new Setting { Prepare = database => PrepareAsync(database, run.Ct) });
        var figures = await scene.StrikeAsync(run.Strikes(300, 30), async i =>
        {
            if (i % LockEvery == LockEvery - 1)
            {
                await LockAsync(scene, run.Ct);
            }
            else
            {
                var code = Codes[i % Codes.Length];
                await Sql.DoAsync(
                    scene.Database,
                    $"""
                    insert into planted.plan
                    select last_value + {2 + (i % 7)}, '{code}' from planted.appends on conflict do nothing
                    """,
                    run.Ct);
                await scene.Staff.AnsweredAsync(8, run.Ct);
            }
        });
        return figures;
    }

    private static async Task PrepareAsync(string database, CancellationToken ct)
    {
        await Sql.DoAsync(database, Trigger, ct);
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await Sql.DoAsync(database, $"alter database {name} set lock_timeout = '1500ms'", ct);
    }

    private static async Task LockAsync(Scene scene, CancellationToken ct)
    {
        await using (var holder = await Sql.OpenAsync(scene.Database, ct))
        {
            await using var command = new NpgsqlCommand(
                $"set lock_timeout = 0; begin; lock table {MartenTables.Streams} in exclusive mode", holder);
            await command.ExecuteNonQueryAsync(ct);
            scene.Staff.Book.Strike();
            await Task.Delay(LockedFor, ct);
        }

        await scene.Staff.AnsweredAsync(5, ct);
    }
}
