using Evaluation.Rulebooks.Kinds;

namespace Evaluation.Office.Imports;

/// <summary>The files of a history with the names of their columns and nothing else, to be filled in.</summary>
public static class HistoryTemplates
{
    /// <summary>The tables by file name, as <see cref="History.TableNames"/> lists them.</summary>
    public static IReadOnlyDictionary<string, string> Tables { get; } = new Dictionary<string, string>
    {
        ["district.csv"] = "district,name,week_starts,issuer",
        ["people.csv"] = "account,name,role,unit",
        ["roster.csv"] = "unit,name,kind,group,from,to,successor",
        ["leaders.csv"] = "unit,person,post,from,to",
        ["enterprises.csv"] = "enterprise,name,credit_code,industry,chain_leader,aliases,filed_at,filed_by",
        ["projects.csv"] = "project,name,enterprise,industry,parent,contracted,fixed_asset,introducer,shares,source,"
            + "filed_at,filed_by",
        ["handling.csv"] = "claim,step,at,account,reason,document,changes",
        ["reports.csv"] = "unit,week,submitted_at,nil,account",
        ["decisions.csv"] = "id,unit,points,decided_on,effective_on,document,reason,reverses,decided_by",
        ["weeks.csv"] = "week,closed_at,closed_by,sealed_at,sealed_by,document,carried_over",
        ["targets.csv"] = "unit,indicator,period,amount",
        ["calendar.csv"] = "day,kind,name,document",
    }.Concat(BuiltInKinds.BuiltIn.Select(kind => KeyValuePair.Create(History.FactsName(kind.Name), HeadingOf(kind))))
        .ToDictionary(StringComparer.Ordinal);

    private static string HeadingOf(KindDefinition kind) => string.Join(
        ',', (string[])
        [
            "id", "kind", "unit", "occurred_on", "recorded_at", "recorded_by",
            .. kind.Fields.Select(field => field.Name), "shares", "evidence",
        ]);
}
