using Evaluation.Office.Claims;
using Evaluation.Server.Kit.Store;
using Marten;
using Weasel.Postgresql.Tables;

namespace Evaluation.Server.Board.Live;

/// <summary>
/// The tables of the board: what the projection writes page by page and a rebuild writes at once. Every row belongs to
/// a district.
/// </summary>
public static class BoardTables
{
    /// <summary>
    /// One row a district: its file, the position up to which all tables have worked, and the generation of its rows.
    /// </summary>
    public const string District = $"{StoreSetup.DocumentSchema}.live_district";

    /// <summary>A rebuild under way: the generation that it writes and how far it is.</summary>
    public const string Rebuild = $"{StoreSetup.DocumentSchema}.live_rebuild";

    /// <summary>The districts whose boards stand still, and up to which event they were passed over.</summary>
    public const string Stop = $"{StoreSetup.DocumentSchema}.live_stop";

    /// <summary>The states of claims; their facts are in their streams.</summary>
    public const string Claim = $"{StoreSetup.DocumentSchema}.live_claim";

    /// <summary>A row a unit's week: its ledger entries with the positions between which they were known.</summary>
    public const string Ledger = $"{StoreSetup.DocumentSchema}.live_ledger";

    /// <summary>A row a unit's week: its sheet.</summary>
    public const string Sheet = $"{StoreSetup.DocumentSchema}.live_sheet";

    /// <summary>Rankings of groups and weeks.</summary>
    public const string Ranking = $"{StoreSetup.DocumentSchema}.live_ranking";

    /// <summary>Names of firms and projects.</summary>
    public const string Name = $"{StoreSetup.DocumentSchema}.live_name";

    /// <summary>
    /// The rows that are read now, of the district in the first parameter: a rebuild writes another generation beside
    /// and then changes the number in the district's row.
    /// </summary>
    public const string Current =
        $"tenant_id = $1 and generation = (select generation from {District} where tenant_id = $1)";

    /// <summary>The tables of many rows.</summary>
    public static readonly IReadOnlyList<string> Many = [Claim, Ledger, Sheet, Ranking, Name];

    /// <summary>All that readers see.</summary>
    public static readonly IReadOnlyList<string> All = [District, .. Many];

    /// <summary>Makes the store create the tables.</summary>
    public static void AddTo(StoreOptions options)
    {
        var district = New(District);
        district.AddColumn("generation", "integer").NotNull();
        district.AddColumn("position", "bigint").NotNull();
        district.AddColumn("file", "json").NotNull();

        var rebuild = New(Rebuild);
        rebuild.AddColumn("generation", "integer").NotNull();
        rebuild.AddColumn("position", "bigint").NotNull();
        rebuild.AddColumn("file", "json").NotNull();
        rebuild.AddColumn("units", "integer").NotNull();
        rebuild.AddColumn("program", "text").NotNull();

        var stop = New(Stop);
        stop.AddColumn("passed", "bigint").NotNull();
        stop.AddColumn("position", "bigint");
        stop.AddColumn("stream", "text");
        stop.AddColumn("event", "text");
        stop.AddColumn("unreadable", "boolean").NotNull().DefaultValueByExpression("false");
        stop.AddColumn("since", "timestamptz").NotNull();

        var claim = New(Claim, "generation integer", "id text");
        claim.AddColumn("status", "text").NotNull();
        claim.AddColumn("unit", "text").NotNull();
        claim.AddColumn("occurred_on", "date").NotNull();
        var undecided = Index("live_claim_undecided", "tenant_id", "generation", "occurred_on");

        // As the database itself prints it: otherwise every start would see a difference and create the index again.
        undecided.Predicate = $"status = ANY (ARRAY['{ClaimStatus.Reported}'::text, '{ClaimStatus.Returned}'::text])";
        claim.Indexes.Add(undecided);

        var ledger = New(Ledger, "generation integer", "unit text", "week date");
        ledger.AddColumn("data", "json").NotNull();

        var sheet = New(Sheet, "generation integer", "unit text", "week date");
        sheet.AddColumn("total", "numeric").NotNull();
        sheet.AddColumn("data", "json").NotNull();
        sheet.Indexes.Add(Index("live_sheet_week", "tenant_id", "generation", "week"));

        var ranking = New(Ranking, "generation integer", "week date", "group_name text");
        ranking.AddColumn("data", "json").NotNull();

        var name = New(Name, "generation integer", "id text");
        name.AddColumn("name", "text").NotNull();
        options.Storage.ExtendedSchemaObjects.AddRange(
        [
            district, rebuild, stop, claim, ledger, sheet, ranking, name,
            new LargeRows([Ledger, Sheet, Ranking], "data"),
        ]);
    }

    private static Table New(string table, params string[] key)
    {
        var made = new Table(table);
        foreach (var column in key.Prepend("tenant_id text").Select(column => column.Split(' ')))
        {
            made.AddColumn(column[0], column[1]).AsPrimaryKey();
        }

        return made;
    }

    private static IndexDefinition Index(string name, params string[] columns) => new(name) { Columns = columns };
}
