using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Npgsql;
using NpgsqlTypes;

namespace Evaluation.Benchmarks.Rules;

/// <summary>The facts as a plain table with typed columns, and the statement that an analyst writes for it.</summary>
internal sealed class FactTable : IAsyncDisposable
{
    private const string Table = """
        create table fact (
            unit text collate "C" not null, id text collate "C" not null, kind text collate "C" not null,
            day date not null, week date not null, year date not null, part numeric not null,
            enterprise text collate "C", leader text, visitor_rank text, referred_by text, industry text, stage text,
            days numeric, contracted numeric, amount numeric, firms numeric, expected numeric,
            primary key (unit, id))
        """;

    private static readonly string[] Texts =
        ["enterprise", "leader", "visitor_rank", "referred_by", "industry", "stage"];
    private static readonly string[] Numbers = ["days", "contracted", "amount", "firms", "expected"];

    private readonly NpgsqlConnection connection;
    private readonly string statement = RulesPart.Resource("totals.sql");

    private FactTable(NpgsqlConnection connection) => this.connection = connection;

    /// <summary>Makes, fills and analyses the table.</summary>
    public static async Task<FactTable> CreateAsync(string database, IEnumerable<Fact> facts, RuleSet rules)
    {
        var made = new FactTable(new NpgsqlConnection(database));
        await made.connection.OpenAsync();
        await made.ExecuteAsync(Table);
        await made.CopyAsync(facts, rules);
        await made.ExecuteAsync("create index on fact (kind, unit, enterprise, day, id)");
        await made.ExecuteAsync("vacuum analyze fact");
        await made.ExecuteAsync("set work_mem = '64MB'");
        return made;
    }

    /// <summary>Asks and fetches every row.</summary>
    public async Task<Dictionary<(string Unit, DateOnly Week), decimal>> TotalsAsync()
    {
        var totals = new Dictionary<(string, DateOnly), decimal>();
        await using var command = new NpgsqlCommand(statement, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            totals.Add((reader.GetString(0), reader.GetFieldValue<DateOnly>(1)), reader.GetDecimal(2));
        }

        return totals;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task CopyAsync(IEnumerable<Fact> facts, RuleSet rules)
    {
        var columns = string.Join(", ", Texts.Concat(Numbers));
        await using var writer = await connection.BeginBinaryImportAsync(
            $"copy fact (unit, id, kind, day, week, year, part, {columns}) from stdin (format binary)");
        foreach (var fact in facts)
        {
            var calendar = rules.On(fact.OccurredOn)!.Calendar;
            await writer.StartRowAsync();
            await writer.WriteAsync(fact.Unit, NpgsqlDbType.Text);
            await writer.WriteAsync(fact.Id, NpgsqlDbType.Text);
            await writer.WriteAsync(fact.Kind, NpgsqlDbType.Text);
            await writer.WriteAsync(fact.OccurredOn, NpgsqlDbType.Date);
            await writer.WriteAsync(calendar.WeekOf(fact.OccurredOn).Start, NpgsqlDbType.Date);
            await writer.WriteAsync(calendar.YearOf(fact.OccurredOn), NpgsqlDbType.Date);
            await writer.WriteAsync(fact.Part, NpgsqlDbType.Numeric);
            foreach (var field in Texts)
            {
                await WriteAsync(writer, fact.Values.GetValueOrDefault(field).Text, NpgsqlDbType.Text);
            }

            foreach (var field in Numbers)
            {
                await WriteAsync(writer, fact.Values.GetValueOrDefault(field).Number, NpgsqlDbType.Numeric);
            }
        }

        await writer.CompleteAsync();
    }

    private static Task WriteAsync<T>(NpgsqlBinaryImporter writer, T? value, NpgsqlDbType type) =>
        value is null ? writer.WriteNullAsync() : writer.WriteAsync(value, type);
}
