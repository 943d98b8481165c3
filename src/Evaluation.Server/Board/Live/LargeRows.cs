using System.Data.Common;
using Weasel.Core;
using Weasel.Postgresql;
using DbCommandBuilder = Weasel.Core.DbCommandBuilder;

namespace Evaluation.Server.Board.Live;

/// <summary>
/// Has large values of some tables compressed by lz4 where the server can: the ranking of thousands of units, which
/// every page writes, is then compressed in a fifth of the time. Values written before are read as they are.
/// </summary>
/// <param name="column">The column in each.</param>
internal sealed class LargeRows(IReadOnlyList<string> tables, string column) : ISchemaObject
{
    private string Unlike =>
        $"""
        select attrelid::regclass from pg_attribute
        where attrelid in ({string.Join(", ", tables.Select(table => $"to_regclass('{table}')"))})
            and attname = '{column}' and attcompression <> 'l'
            and exists (select from pg_settings where name = 'default_toast_compression' and 'lz4' = any(enumvals))
        """;

    /// <inheritdoc/>
    public DbObjectName Identifier => new PostgresqlObjectName(
        tables[0].Split('.')[0], "live_large_rows", SchemaUtils.IdentifierUsage.General);

    /// <inheritdoc/>
    public void WriteCreateStatement(Migrator migrator, TextWriter writer) => writer.WriteLine(
        $"""
        do $$
        declare one regclass;
        begin
            for one in {Unlike}
            loop
                execute format('alter table %s alter column {column} set compression lz4', one);
            end loop;
        end $$;
        """);

    /// <inheritdoc/>
    public void WriteDropStatement(Migrator rules, TextWriter writer)
    {
    }

    /// <inheritdoc/>
    public void ConfigureQueryCommand(DbCommandBuilder builder) => builder.Append(
        $"""
        select 1 where to_regclass('{tables[^1]}') is not null and not exists ({Unlike});
        """);

    /// <inheritdoc/>
    public async Task<ISchemaObjectDelta> CreateDeltaAsync(DbDataReader reader, CancellationToken ct = default) =>
        new SchemaObjectDelta(
            this, await reader.ReadAsync(ct) ? SchemaPatchDifference.None : SchemaPatchDifference.Create);

    /// <inheritdoc/>
    public IEnumerable<DbObjectName> AllNames() => [Identifier];
}
