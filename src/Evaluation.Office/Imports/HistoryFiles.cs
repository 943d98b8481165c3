using System.Collections.Immutable;
using Evaluation.Office.Mandates;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Imports;

/// <summary>The single files of a district's history and their columns.</summary>
public static class HistoryFiles
{
    /// <summary>What an account may be.</summary>
    public static readonly ImmutableArray<string> Roles = MandateRoll.Roles;

    /// <summary>What may happen to a claim after it was reported.</summary>
    public static readonly ImmutableArray<string> Steps =
        ["verified", "returned", "refused", "corrected", "withdrawn", "reversed"];

    private static readonly Dictionary<string, DayOfWeek> Days =
        Enum.GetValues<DayOfWeek>().ToDictionary(day => day.ToString().ToLowerInvariant(), day => day);

    /// <summary>`district,name,week_starts,issuer`, one row.</summary>
    public static Imported<DistrictRow> District(TextTable table)
    {
        table.Expect(["district", "name", "week_starts", "issuer"], []);
        if (table.Faults.Count == 0 && table.Rows.Count != 1)
        {
            table.Find(2, "", $"应当正好有一行，现有{table.Rows.Count}行。", "一个文件夹只放一个考评单位范围。");
        }

        return Imported<DistrictRow>.Of(table, row => new DistrictRow(
            row.Location, row.Text("district"), row.Text("name"),
            Days.GetValueOrDefault(row.OneOf("week_starts", Days.Keys), DayOfWeek.Monday),
            row.Text("issuer")));
    }

    /// <summary>`account,name,role,unit`.</summary>
    public static Imported<PersonRow> People(TextTable table) => Imported<PersonRow>.Of(
        table.Expect(["account", "name", "role", "unit"], []),
        row => new PersonRow(
            row.Location, row.Text("account"), row.Text("name"), row.OneOf("role", Roles), row.TextOrNull("unit")),
        "account");

    /// <summary>`unit,name,kind,group,from,to[,successor]`, in protocol order.</summary>
    public static Imported<RosterRow> Roster(TextTable table, bool withLeaders) => Imported<RosterRow>.Of(
        table.Expect(["unit", "name", "kind", "group", "from", "to"], ["successor"]),
        row =>
        {
            var kind = row.Text("kind");
            var read = new RosterRow(
                row.Location, row.Text("unit"), row.Text("name"), kind,
                withLeaders && RosterRow.IsLeader(kind) ? "" : row.Text("group"), row.Date("from"),
                row.EndOrNull("to"))
            {
                Successors = Successors(row),
            };
            return Ordered(row, read, read.From, read.To);
        });

    // One unit (a merger), or several with their shares (a split): 东街道:0.6;西街道:0.4.
    private static List<SuccessorShare> Successors(TextRow row)
    {
        var (parts, shares) = (row.Several("successor"), new List<SuccessorShare>());
        foreach (var part in parts)
        {
            var at = part.LastIndexOfAny([':', '：']);
            var share = at < 0 ? parts.Count == 1 ? 1m : (decimal?)null : RuleNumber.TryRead(part[(at + 1)..]);
            shares.Add(new SuccessorShare(at < 0 ? part : part[..at], share ?? -1m));
        }

        if (shares.Count > 0
            && (row.TextOrNull("to") is null || shares.Exists(one => one.Share is < 0m or > 1m)
                || shares.Sum(one => one.Share) != 1m))
        {
            row.Find(
                "successor", "承接单位写得不对。",
                "合并写一个单位；拆分写各单位和份额，合计为1，例如 东街道:0.6;西街道:0.4；并须写明退出日期。");
        }

        return shares;
    }

    /// <summary>`unit,person,post,from,to`.</summary>
    public static Imported<LeaderRow> Leaders(TextTable table) => Imported<LeaderRow>.Of(
        table.Expect(["unit", "person", "post", "from", "to"], []),
        row =>
        {
            var read = new LeaderRow(
                row.Location, row.Text("unit"), row.Text("person"), row.OneOf("post", ["top", "member"]),
                row.Date("from"), row.EndOrNull("to"));
            return Ordered(row, read, read.From, read.To);
        });

    /// <summary>`enterprise,name,credit_code,industry,chain_leader,aliases,filed_at,filed_by`.</summary>
    public static Imported<FirmRow> Enterprises(TextTable table) => Imported<FirmRow>.Of(
        table.Expect(
            ["enterprise", "name", "credit_code", "industry", "chain_leader", "aliases", "filed_at", "filed_by"], []),
        row =>
        {
            var code = row.TextOrNull("credit_code");
            if (code is not null && !CreditCode.IsValid(code))
            {
                row.Find(
                    "credit_code", $"统一社会信用代码“{code}”的校验位不符或含有非法字符。",
                    "请对照营业执照核对18位代码；没有代码的请留空。");
            }

            return new FirmRow(
                row.Location, row.Text("enterprise"), row.Text("name"), code, row.Text("industry"),
                row.Flag("chain_leader"), row.Several("aliases"), row.Time("filed_at"), row.Text("filed_by"));
        },
        "enterprise");

    /// <summary>
    /// `project,name,enterprise,industry,parent,contracted,fixed_asset,introducer,shares,source,filed_at,filed_by`.
    /// </summary>
    public static Imported<ProjectRow> Projects(TextTable table) => Imported<ProjectRow>.Of(
        table.Expect(
            [
                "project", "name", "enterprise", "industry", "parent", "contracted", "fixed_asset", "introducer",
                "shares", "source", "filed_at", "filed_by",
            ],
            []),
        row => new ProjectRow(
            row.Location, row.Text("project"), row.Text("name"), row.Text("enterprise"), row.Text("industry"),
            row.TextOrNull("parent"), row.MoneyOrZero("contracted"), row.MoneyOrZero("fixed_asset"),
            row.TextOrNull("introducer"), row.Shares("shares"), row["source"],
            row.Time("filed_at"), row.Text("filed_by")),
        "project");

    /// <summary>`claim,step,at,account,reason,document,changes`.</summary>
    public static Imported<HandlingRow> Handling(TextTable table) => Imported<HandlingRow>.Of(
        table.Expect(["claim", "step", "at", "account", "reason", "document", "changes"], []), Handled);

    /// <summary>`unit,week,submitted_at,nil,account`.</summary>
    public static Imported<ReportRow> Reports(TextTable table, DayOfWeek weekStarts) => Imported<ReportRow>.Of(
        table.Expect(["unit", "week", "submitted_at", "nil", "account"], []),
        row => new ReportRow(
            row.Location, row.Text("unit"), row.Week("week", weekStarts), row.Time("submitted_at"), row.Flag("nil"),
            row.Text("account")));

    /// <summary>
    /// `id,unit,points,decided_on,effective_on,document,reason,reverses`, and `decided_by` where it is known.
    /// </summary>
    public static Imported<DecisionRow> Decisions(TextTable table) => Imported<DecisionRow>.Of(
        table.Expect(
            ["id", "unit", "points", "decided_on", "effective_on", "document", "reason", "reverses"], ["decided_by"]),
        row => new DecisionRow(
            row.Location, row.Text("id"), row.Text("unit"), row.Number("points"), row.Date("decided_on"),
            row.Date("effective_on"), row.Text("document"), row.Text("reason", lines: true), row.TextOrNull("reverses"),
            row.TextOrNull("decided_by")),
        "id");

    /// <summary>`week,closed_at,closed_by,sealed_at,sealed_by,document,carried_over`.</summary>
    public static Imported<WeekRow> Weeks(TextTable table, DayOfWeek weekStarts) => Imported<WeekRow>.Of(
        table.Expect(["week", "closed_at", "closed_by", "sealed_at", "sealed_by", "document", "carried_over"], []),
        row => new WeekRow(
            row.Location, row.Week("week", weekStarts), row.Time("closed_at"), row.Text("closed_by"),
            row.Time("sealed_at"), row.Text("sealed_by"), row.Text("document"), row.Pairs("carried_over", ':')),
        "week");

    private static HandlingRow Handled(TextRow row)
    {
        var step = row.OneOf("step", Steps);
        var changes = row.Pairs("changes", '=').ToList();
        if (step != "verified" && Steps.Contains(step))
        {
            row.Text("reason", lines: true);
        }

        if (step == "reversed")
        {
            row.Text("document");
        }

        if (changes.Count > 0 && step != "corrected")
        {
            row.Find("changes", "只有更正可以改变内容。", "请删去，或把步骤改为 corrected。");
        }

        return new HandlingRow(
            row.Location, row.Text("claim"), step, row.Time("at"), row.Text("account"), row["reason"], row["document"],
            Day(row, changes),
            changes.Where(change => change.Name != "occurred_on").DistinctBy(change => change.Name)
                .ToDictionary(change => change.Name, change => change.Value, StringComparer.Ordinal));
    }

    private static DateOnly? Day(TextRow row, List<(string Name, string Value)> changes)
    {
        if (changes.Find(change => change.Name == "occurred_on").Value is not { } text)
        {
            return null;
        }

        if (Typed.Day(text) is { } day)
        {
            return day;
        }

        row.Find("changes", $"“{text}”不是日期。", "请写成 occurred_on=2023-02-14。");
        return null;
    }

    private static T Ordered<T>(TextRow row, T read, DateOnly from, DateOnly? to)
    {
        if (to < from)
        {
            row.Find("to", $"最后一天{to:O}早于第一天{from:O}。", "请更正日期，仍在册的请留空。");
        }

        return read;
    }
}
