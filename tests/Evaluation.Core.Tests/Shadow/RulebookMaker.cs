using System.Collections.Immutable;
using Evaluation.Core.Claims;

namespace Evaluation.Tests.Shadow;

/// <summary>
/// Makes the editions of one district: any grammar, but one calendar, and kinds and repeat rules that stay as they are.
/// </summary>
internal sealed class RulebookMaker
{
    private static readonly string[] Periods = ["week", "month", "quarter", "half", "year"];
    private static readonly string[] Points = ["0.1", "0.3", "0.5", "1", "2", "3", "5", "-0.5", "-1", "-3", "0"];

    private static readonly string[] DeclaredFields =
    [
        "score: {label: 分, type: decimal}", "level: {label: 等级, type: choice, choices: {top: 一等, member: 二等}}",
        "sure: {label: 确认, type: flag}", "prize: {label: 奖金, type: money}", "place: {label: 地点, type: text}",
        "held_on: {label: 日期, type: date}", "persons: {label: 人数, type: integer}",
        "firm: {label: 企业, type: enterprise}",
    ];

    private readonly Chance chance;
    private readonly string calendar;
    private readonly ImmutableList<Entry> declared;
    private readonly List<KindDefinition> active;
    private readonly List<KindDefinition> counted = [];
    private readonly Dictionary<string, string?> repeats = [];

    public RulebookMaker(Chance chance, string yearStarts)
    {
        this.chance = chance;
        var weekStarts = chance.Pick("monday", "monday", "saturday", "sunday", "thursday");
        calendar = $"{{week_starts: {weekStarts}, year_starts: \"{yearStarts}\", utc_offset: \"+08:00\", "
            + $"report_due: {{days_after: {chance.Between(0, 2)}, at: \"12:00\"}}, "
            + "cut_off: {days_after: 2, at: \"18:00\"}}";
        declared = [.. chance.Times(0, 2, Declared)];
        var own = declared.ConvertAll(Definition);
        active = chance.Some([.. Kinds.BuiltIn, .. Kinds.System, .. own, .. own], 2, 4);
    }

    /// <summary>The kinds that the editions speak of, more often those of more clauses and measures.</summary>
    public IReadOnlyList<KindDefinition> Counted => counted.Count > 0 ? counted : active;

    public Draft Make(int edition, DateOnly from, DateOnly to)
    {
        var parameters = chance.Times(0, 3, Parameter);
        var numbers = parameters.Where(one => one.Parts[0][0] != '[').Select(one => one.Name).ToList();
        var lists = parameters.Where(one => one.Parts[0][0] == '[').Select(one => one.Name).ToList();
        var measures = new List<Entry>();
        foreach (var number in Enumerable.Range(1, chance.Between(0, 3)))
        {
            measures.Add(Measure(number, measures, numbers, lists));
        }

        var items = chance.Times(
            0, 2, number => Entry.Of("", $"id: 条目{number}", Limits("cap", 70), Limits("floor", 40)));
        var speech = new Speech([], [.. measures.Select(measure => measure.Name)], numbers, lists);
        var clauses = chance.Times(1, 5, number => chance.Of100(55)
            ? FactClause(number, speech, items.Count) : PeriodClause(number, speech, items.Count));
        return new Draft
        {
            Edition = edition,
            From = from,
            To = to,
            Calendar = calendar,
            Ranking = $"{{groups: [镇街, 部门], order: {chance.Pick("descending", "ascending")}, "
                + $"decimals: {chance.Between(0, 3)}, ties: {chance.Pick("joint", "serial")}, "
                + $"tie_break: [{string.Join(", ", chance.Some(speech.Measures, 0, 2))}]}}",
            Sections = ImmutableSortedDictionary<string, ImmutableList<Entry>>.Empty
                .Add("kinds", declared).Add("parameters", [.. parameters]).Add("measures", [.. measures])
                .Add("items", [.. items]).Add("clauses", [.. clauses]),
        };
    }

    /// <summary>The fields that formulas see of a kind.</summary>
    public static IReadOnlyList<FieldDefinition> FieldsOf(KindDefinition kind) =>
    [
        .. kind.Fields.Concat(Kinds.OfProject(kind.Name) ? Kinds.FromProject : [])
            .DistinctBy(field => field.Name).Where(field => field.Name != "submitted_at"),
    ];

    private Entry Declared(int number)
    {
        var fields = chance.Some(DeclaredFields, 1, 5);
        var names = fields.Select(NameOf).Append("occurred_on").ToList();
        return Entry.Of($"own{number}", $"label: 自定{number}", $"fields: {{{string.Join(", ", fields)}}}",
            chance.Of100(60) ? $"same: [{string.Join(", ", chance.Some(names, 1, 2))}]" : null);
    }

    // Only names and types are asked for here; the text is what counts.
    private static KindDefinition Definition(Entry declared) => new(declared.Name, declared.Name,
    [
        .. DeclaredFields.Where(field => declared.Parts[1].Contains(field, StringComparison.Ordinal))
            .Select(field => new FieldDefinition(NameOf(field), "", TypeOf(field), false,
                TypeOf(field) == FieldType.Choice ? [("top", "一等"), ("member", "二等")] : default)),
    ]);

    private static string NameOf(string field) => field.Split(':')[0];

    private static FieldType TypeOf(string field) =>
        Enum.Parse<FieldType>(field.Split("type: ")[1].Split(',', '}')[0], ignoreCase: true);

    private Entry Parameter(int number) => Entry.Of($"p{number}", chance.Between(0, 3) switch
    {
        0 => $"[{string.Join(", ", chance.Some(FormulaMaker.Words, 1, 3))}]",
        1 => $"{{2022-11-20: {chance.Pick(Points)}, 2023-01-01: {chance.Pick(Points)}, "
            + $"2022-12-10: {chance.Between(1, 9)}%}}",
        2 => $"{chance.Between(1, 30)}亿",
        _ => chance.Pick(Points),
    });

    private Entry Measure(int number, List<Entry> earlier, List<string> numbers, List<string> lists)
    {
        var kind = chance.Pick(active);
        counted.Add(kind);
        var maker = new FormulaMaker(chance, new Speech(FieldsOf(kind), [], numbers, lists));
        return Entry.Of(
            $"m{number}", $"label: 指标{number}", "unit: 个",
            chance.Of100(45) ? $"count: {kind.Name}" : $"sum: {FormulaMaker.Quoted($"{kind.Name}.{maker.Figure()}")}",
            chance.Of100(40) ? $"where: {maker.Flag()}" : null,
            earlier.Count > 0 && chance.Of100(20) ? $"of: {chance.Pick(earlier).Name}" : null,
            chance.Of100(20) ? "in: 1亿" : null);
    }

    private Entry FactClause(int number, Speech speech, int items)
    {
        var kind = chance.Pick(active);
        counted.Add(kind);
        var fields = FieldsOf(kind);
        var maker = new FormulaMaker(chance, speech with { Fields = fields, Measures = [] });
        var id = $"{kind.Name}{number}";
        if (!repeats.TryGetValue(id, out var repeat))
        {
            repeats[id] = repeat = chance.Of100(35)
                ? $"repeat: {{same: [{string.Join(", ", chance.Some([.. fields.Select(field => field.Name)], 1, 2))}], "
                    + $"within_days: {chance.Between(1, 40)}, gives: {chance.Pick("0", "0.5", "-1")}}}"
                : null;
        }

        return Clause(id, kind.Name, maker, items, null, repeat);
    }

    private Entry PeriodClause(int number, Speech speech, int items)
    {
        var each = chance.Between(0, 4);
        var maker = new FormulaMaker(chance, speech with { Weekly = each == 0 });
        var over = each is > 0 and < 4 && calendar.Contains("\"01-01\"", StringComparison.Ordinal) && chance.Of100(35) ? $"over: {Periods[chance.Between(each + 1, 4)]}" : null;
        return Clause($"{Periods[each]}{number}", Periods[each], maker, items, over, null);
    }

    private Entry Clause(string id, string each, FormulaMaker maker, int items, string? over, string? repeat) =>
        Entry.Of("", $"id: {id}", "text: 条款", "unit: 分", $"each: {each}", over,
        chance.Of100(40) ? $"where: {maker.Flag()}" : null,
        $"gives: {(repeat is null ? Gives(maker) : SmallGives(maker))}",
        chance.Of100(30)
            ? $"times: [{string.Join(", ", chance.Times(1, 2, _ => Factor(maker, repeat is null ? 70 : 100)))}]" : null,
        repeat,
        items > 0 && chance.Of100(50) ? $"item: 条目{chance.Between(1, items)}" : null,
        Limits("cap", 55) ?? "cap: none",
        Limits("floor", 25));

    private string Factor(FormulaMaker maker, int plain) =>
        $"{{name: 系数, factor: {(chance.Of100(plain) ? chance.Pick(Points) : maker.Number())}"
        + $"{(chance.Of100(60) ? $", where: {maker.Flag()}" : "")}}}";

    private string Gives(FormulaMaker maker) => chance.Between(0, 9) switch
    {
        <= 2 => chance.Pick(Points),
        <= 5 => maker.Number(),
        6 => $"{{tiers: {FormulaMaker.Quoted(maker.Figure())}, from: {Steps()}}}",
        7 => $"{{bands: {FormulaMaker.Quoted(maker.Figure())}, per: {chance.Pick("1", "3", "1亿")}, from: {Steps()}}}",
        8 when maker.Choice() is var (text, words) => $"{{choose: {text}, of: {Prices(chance.Some(words, 1, 5))}}}",
        _ => $"{{ladder: [{string.Join(", ", chance.Times(1, 3, _ => Rung(maker)))}]}}",
    };

    private string Prices(IEnumerable<string> words) =>
        $"{{{string.Join(", ", words.Select(word => $"{word}: {chance.Pick(Points)}"))}}}";

    private static string Rung(FormulaMaker maker) => $"{{when: {maker.Flag()}, give: {maker.Number()}}}";

    // Beside a repeat rule: it is said nowhere whether a fact beyond reckoning makes the next one a repetition.
    private string SmallGives(FormulaMaker maker) => chance.Between(0, 2) switch
    {
        0 => chance.Pick(Points),
        1 => FormulaMaker.Quoted($"max(-50, min({maker.Figure()}, 50))"),
        _ => $"{{tiers: {FormulaMaker.Quoted(maker.Figure())}, from: {Steps()}}}",
    };

    private string Steps()
    {
        string[] bounds = chance.Of100(50) ? ["-2", "0", "1", "5", "10", "40"] : ["0", "1000万", "1亿", "3亿", "9亿"];
        return Prices(chance.Some(bounds, 1, 4));
    }

    private string? Limits(string key, int odds)
    {
        if (!chance.Of100(odds))
        {
            return null;
        }

        var limits = chance.Some(["fact", .. Periods], 1, 2)
            .Select(period => $"{period}: {(key == "floor" ? "-" : "")}{chance.Pick("0.4", "1", "2.5", "4", "0")}");
        return $"{key}: {{{string.Join(", ", limits)}}}";
    }
}
