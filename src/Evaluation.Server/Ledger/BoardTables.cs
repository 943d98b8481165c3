using Evaluation.Server.Store;
using Marten;
using Weasel.Postgresql.Tables;

namespace Evaluation.Server.Ledger;

/// <summary>
/// The tables of the board: what the projection writes page by page and a rebuild writes at once. Every row belongs to
/// a district.
/// </summary>
public static class BoardTables
{
    /// <summary>One row a district: its file and the position up to which all tables have worked.</summary>
    public const string District = $"{StoreSetup.DocumentSchema}.board_district";

    /// <summary>Claims as they stand now.</summary>
    public const string Claim = $"{StoreSetup.DocumentSchema}.board_claim";

    /// <summary>Ledger entries with the interval of positions in which they were known.</summary>
    public const string Ledger = $"{StoreSetup.DocumentSchema}.board_ledger";

    /// <summary>Sheets of units and weeks.</summary>
    public const string Sheet = $"{StoreSetup.DocumentSchema}.board_sheet";

    /// <summary>Rankings of groups and weeks.</summary>
    public const string Ranking = $"{StoreSetup.DocumentSchema}.board_ranking";

    /// <summary>Names of firms and projects.</summary>
    public const string Name = $"{StoreSetup.DocumentSchema}.board_name";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [District, Claim, Ledger, Sheet, Ranking, Name];

    /// <summary>Makes the store create the tables.</summary>
    public static void AddTo(StoreOptions options)
    {
        var district = New(District, "tenant_id text");
        district.AddColumn("position", "bigint").NotNull();
        district.AddColumn("file", "jsonb").NotNull();

        var claim = New(Claim, "tenant_id text", "id text");
        claim.AddColumn("status", "text").NotNull();
        claim.AddColumn("unit", "text").NotNull();
        claim.AddColumn("occurred_on", "date").NotNull();
        claim.AddColumn("data", "jsonb").NotNull();
        claim.Indexes.Add(Index("board_claim_status", "tenant_id", "status", "occurred_on"));

        var ledger = New(Ledger, "tenant_id text", "fact text", "unit text", "known_from bigint");
        ledger.AddColumn("known_to", "bigint");
        ledger.AddColumn("occurred_on", "date").NotNull();
        ledger.AddColumn("data", "jsonb").NotNull();
        ledger.Indexes.Add(Index("board_ledger_open", "known_to is null", "tenant_id", "unit"));

        var sheet = New(Sheet, "tenant_id text", "unit text", "week date");
        sheet.AddColumn("total", "numeric").NotNull();
        sheet.AddColumn("data", "jsonb").NotNull();
        sheet.Indexes.Add(Index("board_sheet_week", "tenant_id", "week"));

        var ranking = New(Ranking, "tenant_id text", "week date", "group_name text");
        ranking.AddColumn("data", "jsonb").NotNull();

        var name = New(Name, "tenant_id text", "id text");
        name.AddColumn("name", "text").NotNull();
        options.Storage.ExtendedSchemaObjects.AddRange([district, claim, ledger, sheet, ranking, name]);
    }

    private static Table New(string table, params string[] key)
    {
        var made = new Table(table);
        foreach (var column in key.Select(column => column.Split(' ')))
        {
            made.AddColumn(column[0], column[1]).AsPrimaryKey();
        }

        return made;
    }

    private static IndexDefinition Index(string name, params string[] columns)
    {
        var predicate = columns[0].Contains(' ', StringComparison.Ordinal) ? columns[0] : null;
        return new IndexDefinition(name)
        {
            Columns = predicate is null ? columns : columns[1..],
            Predicate = predicate,
        };
    }
}
