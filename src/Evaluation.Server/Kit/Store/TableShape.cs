using Npgsql;
using Weasel.Postgresql.Tables;

namespace Evaluation.Server.Kit.Store;

/// <summary>A table as the program makes it.</summary>
/// <param name="Name">Its name with its schema.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Key">The columns of its primary key in order of name, as in `id, tenant_id`.</param>
public sealed record TableShape(string Name, IReadOnlyList<string> Columns, string Key)
{
    private const string Absent = """
        select wanted.name || '.' || wanted.attribute
        from unnest($1, $2) as wanted (name, attribute)
        where to_regclass(wanted.name) is not null and not exists (
            select 1 from pg_attribute
            where attrelid = to_regclass(wanted.name) and attname = wanted.attribute and attnum > 0)
        order by 1
        """;

    /// <summary>The shape of a table.</summary>
    internal static TableShape Of(Table table) => new(
        table.Identifier.QualifiedName, [.. table.Columns.Select(column => column.Name)],
        string.Join(", ", table.PrimaryKeyColumns.Order(StringComparer.Ordinal)));

    /// <summary>The columns that a database lacks in tables that it has, as `schema.table.column`.</summary>
    internal static async Task<IReadOnlyList<string>> AbsentAsync(
        StoreDatabase database, IReadOnlyList<TableShape> shapes, CancellationToken ct)
    {
        var wanted = shapes.SelectMany(shape => shape.Columns.Select(column => (shape.Name, column))).ToList();
        await using var command = database.Command(Absent);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. wanted.Select(one => one.Name)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. wanted.Select(one => one.column)] });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var absent = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            absent.Add(reader.GetString(0));
        }

        return absent;
    }
}
