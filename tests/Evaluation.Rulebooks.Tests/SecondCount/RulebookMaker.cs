using System.Collections.Immutable;
using System.Globalization;
using Evaluation.Rulebooks.Kinds;

namespace Evaluation.Rulebooks.Tests.SecondCount;

/// <summary>
/// Makes the editions of one district: any grammar, but one first day of the week, and kinds and best-of rules that
/// stay.
/// </summary>
internal sealed class RulebookMaker
{
    private static readonly string[] Points = ["0.1", "0.3", "0.5", "1", "2", "3", "5", "-0.5", "-1", "-3", "0"];

    private static readonly string[] DeclaredFields =
    [
        "score: {label: 分, type: decimal}", "level: {label: 等级, type: choice, choices: {top: 一等, member: 二等}}",
        "sure: {label: 确认, type: flag}", "prize: {label: 奖金, type: money}", "place: {label: 地点, type: text}",
        "held_on: {label: 日期, type: date}", "persons: {label: 人数, type: integer}",
        "firm: {label: 企业, type: enterprise}", "person: {label: 带队人, type: text}",
        "landed_in: {label: 落地单位, type: unit}", "led_by: {label: 牵头单位, type: unit}",
    ];

    private static readonly string[] Published = [.. ClauseMaker.Periods.Except(["week"])];

    private readonly Chance chance;
    private readonly Chance succeeding;
    private readonly string calendar;
    private readonly ImmutableList<Entry> declared;
    private readonly List<KindDefinition> active;
    private readonly List<KindDefinition> counted = [];
    private readonly ClauseMaker clauses;

    public RulebookMaker(Chance chance, Chance succeeding)
    {
        (this.chance, this.succeeding) = (chance, succeeding);
        var weekStarts = chance.Pick("monday", "monday", "saturday", "sunday", "thursday");
        calendar = $"week_starts: {weekStarts}, utc_offset: \"+08:00\", "
            + $"report_due: {{days_after: {chance.Between(0, 2)}, at: \"12:00\"}}, "
            + "cut_off: {days_after: 2, at: \"18:00\"}"
            + (chance.Of100(15) ? $", month_ends: {chance.Between(1, 27)}" : "");
        declared = [.. chance.Times(0, 2, Declared)];
        var own = declared.ConvertAll(Definition);
        active = chance.Some([.. BuiltInKinds.BuiltIn, .. BuiltInKinds.System, .. own, .. own, .. own], 2, 4);
        clauses = new ClauseMaker(chance, active, counted) { ShiftsMonths = MonthEndsOf(calendar) is not null };
    }

    /// <summary>The kinds that the editions speak of, more often those of more clauses and measures.</summary>
    public IReadOnlyList<KindDefinition> Counted => counted.Count > 0 ? counted : active;

    public Draft Make(int edition, DateOnly from, DateOnly to, string yearStarts)
    {
        var parameters = chance.Times(0, 3, Parameter);
        var shelves = Named("甲: [").ToList();
        var lists = Named("[").Except(shelves).ToList();
        var tables = Named("甲:").Except(shelves).ToList();
        var plain = new Speech([], [], [.. Named("").Except([.. shelves, .. lists, .. tables])], lists)
        {
            Tables = tables,
            Shelves = shelves,
        };
        var measures = new List<Entry>();
        foreach (var number in Enumerable.Range(1, chance.Between(0, 3)))
        {
            measures.Add(measures.Exists(Counts) && chance.Of100(20)
                ? Made(number, measures, plain) : Measure(number, measures, plain));
        }

        // An article may bear the name of a clause.
        var items = chance.Times(0, 2, number => Entry.Of(
            "", $"id: {(chance.Of100(15) ? $"{active[0].Name}{number}" : $"条目{number}")}",
            ClauseMaker.Limits(chance, "cap", 70), ClauseMaker.Limits(chance, "floor", 40),
            chance.Of100(25) ? UnitFactors() : null,
            chance.Of100(40) ? $"total: {chance.Pick("10", "100", "7")}" : null));
        var speech = plain with
        {
            Measures = [.. measures.Select(measure => measure.Name)],
            Counted = [.. measures.Where(Counts).Select(measure => measure.Name)],
        };
        return new Draft
        {
            Edition = edition,
            From = from,
            To = to,
            Restarts = chance.Of100(35),
            Calendar = $"{{{calendar}, year_starts: \"{yearStarts}\"}}",
            Ranking = Ranking(speech),
            Published = [.. succeeding.Of100(50) ? [] : succeeding.Some(Published, 1, 2)],
            Rounding = succeeding.Pick("", "half_up", "half_even"),
            Times = succeeding.Of100(20) ? UnitFactors() : "",
            Sections = ImmutableSortedDictionary<string, ImmutableList<Entry>>.Empty
                .Add("kinds", declared).Add("parameters", [.. parameters]).Add("measures", [.. measures])
                .Add("items", [.. items]).Add("lists", Honours(speech))
                .Add("clauses", clauses.Make(speech, [.. items.Select(item => item.Parts[0][4..])], yearStarts)),
        };

        IEnumerable<string> Named(string mark) => parameters
            .Where(one => one.Parts[0].Contains(mark, StringComparison.Ordinal)).Select(one => one.Name);
    }

    /// <summary>The first day of the week of a calendar's text.</summary>
    public static DayOfWeek StartOf(string calendar) => Enum.GetValues<DayOfWeek>()
        .First(day => calendar.Contains($"{day}", StringComparison.OrdinalIgnoreCase));

    /// <summary>The day with which months end in a calendar's text; null for their last.</summary>
    public static int? MonthEndsOf(string calendar) => calendar.Split("month_ends: ") is [_, var rest]
        ? int.Parse(rest.Split(',', '}')[0], CultureInfo.InvariantCulture) : null;

    /// <summary>The fields that formulas see of a kind.</summary>
    public static IReadOnlyList<FieldDefinition> FieldsOf(KindDefinition kind) =>
    [
        .. kind.Fields.Concat(kind.FromFile).DistinctBy(field => field.Name)
            .Where(field => field.Name != "submitted_at"),
    ];

    private Entry Declared(int number)
    {
        var fields = chance.Some(DeclaredFields, 1, 6);
        var names = fields.Select(NameOf).Append("occurred_on").ToList();
        return Entry.Of($"own{number}", $"label: 自定{number}", $"fields: {{{string.Join(", ", fields)}}}",
            chance.Of100(60) ? $"same: [{string.Join(", ", chance.Some(names, 1, 2))}]" : null);
    }

    // Only names and types are needed here; the text is what counts.
    private static KindDefinition Definition(Entry declared) => new(declared.Name, declared.Name,
    [
        .. DeclaredFields.Where(field => declared.Parts[1].Contains(field, StringComparison.Ordinal))
            .Select(field => new FieldDefinition(NameOf(field), "", TypeOf(field), false,
                TypeOf(field) == FieldType.Choice ? [("top", "一等"), ("member", "二等")] : default)),
    ]);

    private static string NameOf(string field) => field.Split(':')[0];

    private static FieldType TypeOf(string field) =>
        Enum.Parse<FieldType>(field.Split("type: ")[1].Split(',', '}')[0], ignoreCase: true);

    private Entry Parameter(int number) => Entry.Of($"p{number}", chance.Between(0, 8) switch
    {
        7 => Shelf(),
        8 => $"{{2022-11-20: {Shelf()}, 2023-01-01: {Shelf()}}}",
        5 => Rows(),
        6 => $"{{2022-11-20: {Rows()}, 2023-01-01: {Rows()}}}",
        0 => Words(),
        1 => $"{{2022-11-20: {Words()}, 2023-01-01: {Words()}}}",
        2 => $"{{2022-11-20: {chance.Pick(Points)}, 2023-01-01: {chance.Pick(Points)}, "
            + $"2022-12-10: {chance.Between(1, 9)}%}}",
        3 => $"{chance.Between(1, 30)}亿",
        _ => chance.Pick(Points),
    });

    private string Words() => $"[{string.Join(", ", chance.Some(FormulaMaker.Words, 1, 3))}]";

    private string Shelf() => $"{{甲: {Words()}, top: {Words()}, 2.50: {Words()}, "
        + $"{chance.Pick("镇街", "甲镇")}: {Words()}}}";

    private string UnitFactors() => $"times: [{{name: 单位系数, factor: {succeeding.Pick(
        "\"if(group = '镇街', 1.2, 0.8)\"", "\"2/3\"", "1.5, where: \"unit = '甲镇'\"",
        "0, where: \"unit_kind = '部门'\"")}}}]";

    private string Rows() => $"{{甲: {chance.Pick(Points)}, top: {chance.Pick(Points)}, 1: {chance.Pick(Points)}, "
        + $"2.50: {chance.Pick(Points)}, {chance.Pick("镇街", "甲镇")}: {chance.Pick(Points)}}}";

    private static bool Counts(Entry measure) =>
        !measure.Parts.Exists(part => part.StartsWith("value:", StringComparison.Ordinal));

    private Entry Made(int number, List<Entry> earlier, Speech speech)
    {
        var maker = new FormulaMaker(chance, speech with
        {
            Measures = [.. earlier.Select(measure => measure.Name)],
            Counted = [.. earlier.Where(Counts).Select(measure => measure.Name)],
            Comparing = true,
        });
        return Entry.Of($"m{number}", $"label: 指标{number}", "unit: \"%\"", $"value: {maker.Number()}", "in: 1%");
    }

    private Entry Measure(int number, List<Entry> earlier, Speech speech)
    {
        var kind = chance.Pick(active);
        counted.Add(kind);
        var maker = new FormulaMaker(chance, speech with { Fields = FieldsOf(kind) });
        var counting = chance.Of100(45);
        var taking = chance.Of100(35);
        var units = FieldsOf(kind).Where(field => field.Type == FieldType.Unit).ToList();
        return Entry.Of(
            $"m{number}", $"label: 指标{number}", "unit: 个",
            counting ? $"count: {kind.Name}" : $"sum: {FormulaMaker.Quoted($"{kind.Name}.{maker.Figure()}")}",
            !taking ? null : Taking(maker, counting),
            chance.Of100(40) ? $"where: {maker.Flag()}" : null,
            units.Count > 0 && chance.Of100(60) ? $"holder: {chance.Pick(units).Name}" : null,
            earlier.Count > 0 && !taking && chance.Of100(20) ? $"of: {chance.Pick(earlier).Name}" : null,
            chance.Of100(20) ? "in: 1亿" : null);
    }

    private string Taking(FormulaMaker maker, bool counting)
    {
        string Taken() => chance.Pick("sum", "largest", "smallest", "first", "latest", "median", "mean");
        return chance.Between(0, 7) switch
        {
            0 or 1 => $"stock: {maker.Choice().Text}",
            2 => $"per: {maker.Choice().Text}, of_each: {Taken()}, take: {Taken()}",
            3 => $"per: {maker.Choice().Text}, {chance.Pick("take", "of_each")}: mean, trim: 1",
            _ when counting => $"distinct: {maker.Choice().Text}",
            _ => $"take: {chance.Pick("largest", "smallest", "first", "latest", "median", "mean", "mean, trim: 1")}",
        };
    }

    private ImmutableList<Entry> Honours(Speech speech)
    {
        List<string> names = chance.Of100(60) ? [] : chance.Some(["红榜", "黑榜", "约谈"], 1, 2);
        var each = chance.Pick(ClauseMaker.Periods);
        var lists = names.ConvertAll(
            name => (Name: name, Each: chance.Of100(60) ? each : chance.Pick(ClauseMaker.Periods)));
        return [.. lists.Select(list =>
        {
            var same = lists.Where(other => other.Each == list.Each).Select(other => other.Name).ToList();
            var maker = new FormulaMaker(
                chance, speech with { Points = true, Groupwise = true, Comparing = true, Honours = same });
            return Entry.Of("", $"name: {list.Name}", $"each: {list.Each}", $"when: {maker.Flag()}");
        })];
    }

    private Entry Ranking(Speech speech)
    {
        var places = active.SelectMany(kind => FieldsOf(kind).Where(field => field.Type == FieldType.Integer)
            .Select(field => $"{{countback: {kind.Name}.{field.Name}}}"));
        var ties = chance.Some([.. speech.Counted, .. places, .. Versus(speech), "{countback: week}"], 0, 2);
        var maker = new FormulaMaker(chance, speech with { Points = true });
        var status = chance.Times(0, 2, number => $"{{name: 状态{number}, when: {maker.Flag()}, "
            + $"effect: {chance.Pick("barred", "unranked", "lift", "lower")}}}");
        var prizes = chance.Times(0, 2, _ => $"{{each: {chance.Pick(ClauseMaker.Periods)}, "
            + $"{chance.Pick("rank", "last")}: {chance.Between(1, 2)}, amount: {chance.Pick("25万", "-13万")}}}");
        return Entry.Of("ranking", "groups: [镇街, 部门]", $"order: {chance.Pick("descending", "ascending")}",
            $"decimals: {chance.Between(0, 3)}", $"ties: {chance.Pick("joint", "serial")}",
            $"tie_break: [{string.Join(", ", ties)}]",
            succeeding.Of100(50) ? null : $"succession: {succeeding.Pick("carry", "carry", "zero")}",
            chance.Of100(60) ? null : $"status: [{string.Join(", ", status)}]",
            chance.Of100(60) ? null : Grades(), chance.Of100(60) ? null : $"prizes: [{string.Join(", ", prizes)}]");
    }

    private List<string> Versus(Speech speech) => [.. active.SelectMany(kind => FieldsOf(kind)
        .Where(field => field.Type == FieldType.Unit).SelectMany(field => (string[])
        [
            $"{{direct: {kind.Name}.{field.Name}, points: "
                + $"{new FormulaMaker(chance, speech with { Fields = FieldsOf(kind), Measures = [] }).Number()}}}",
            $"{{opponents: {kind.Name}.{field.Name}}}",
        ]))];

    private string Grades() => "grades: [" + chance.Pick(
        "{name: 优秀, from: 3}, {name: 良好, from: 1}, {name: 合格}",
        "{name: 一等, places: 1}, {name: 二等, places: 1}, {name: 三等}",
        "{name: 优秀, places: 1}, {name: 良好, from: 2}, {name: 合格, from: 0}",
        "{name: 优秀, from: 2}, {name: 良好, places: 1}, {name: 合格}") + "]";
}
