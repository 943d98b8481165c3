using System.Collections.Immutable;
using Evaluation.Rulebooks.Kinds;

namespace Evaluation.Rulebooks.Tests.SecondCount;

/// <summary>Makes the clauses of an edition.</summary>
/// <param name="active">The kinds that clauses count.</param>
/// <param name="counted">Receives each kind that a clause counts.</param>
internal sealed class ClauseMaker(Chance chance, List<KindDefinition> active, List<KindDefinition> counted)
{
    public static readonly string[] Periods =
        ["week", "ten_days", "fortnight", "half_month", "month", "bimonth", "quarter", "half", "year"];

    // Weeks end together with fortnights only, other periods with years that begin as they do.
    private static readonly Dictionary<string, string[]> Longer = new()
    {
        ["week"] = ["fortnight"],
        ["ten_days"] = ["month", "bimonth", "quarter", "half", "year"],
        ["fortnight"] = [],
        ["half_month"] = ["month", "bimonth", "quarter", "half", "year"],
        ["month"] = ["bimonth", "quarter", "half", "year"],
        ["bimonth"] = ["half", "year"],
        ["quarter"] = ["half", "year"],
        ["half"] = ["year"],
        ["year"] = [],
    };

    private static readonly string[] Points = ["0.1", "0.3", "0.5", "1", "2", "3", "5", "-0.5", "-1", "-3", "0"];

    private readonly Dictionary<string, (string Period, int Best)?> bests = [];

    /// <summary>
    /// Whether months end within the month: then ten days and half months end otherwise, and years as well.
    /// </summary>
    public bool ShiftsMonths { get; init; }

    public ImmutableList<Entry> Make(Speech speech, ImmutableArray<string> items, string yearStarts)
    {
        var made = new List<(Entry Clause, string Kind)>();
        foreach (var number in Enumerable.Range(1, chance.Between(1, 5)))
        {
            made.Add(
                chance.Of100(55) ? FactClause(number, speech, items, made)
                    : PeriodClause(number, speech, items, yearStarts, [.. items, .. made.Where(
                        one => one.Kind.Length > 0).Select(one => one.Clause.Parts[0][4..])]));
        }

        return [.. made.Select(one => one.Clause)];
    }

    /// <summary>Caps or floors over one or two periods; null for none.</summary>
    public static string? Limits(Chance chance, string key, int odds, (string Period, int Best)? best = null)
    {
        List<string> limits = !chance.Of100(odds) ? []
            : [.. chance.Some(["fact", .. Periods], 1, 2).Where(period => period != best?.Period).Select(
                period => $"{period}: {LimitOf(chance, key)}")];
        if (best is var (span, most))
        {
            limits.Add($"{span}: {{best: {most}}}");
        }

        return limits.Count == 0 ? null : $"{key}: {{{string.Join(", ", limits)}}}";
    }

    private static string LimitOf(Chance chance, string key)
    {
        string Points() => $"{(key == "floor" ? "-" : "")}{chance.Pick("0.4", "1", "2.5", "4", "0")}";
        return !chance.Of100(15) ? Points()
            : FormulaMaker.Quoted(
                $"if({chance.Pick("group = '镇街'", "unit = '甲镇'", "unit_kind in ('部门', '乙')")}, "
                + $"{Points()}, {Points()} * 2)");
    }

    private (Entry, string) FactClause(
        int number, Speech speech, ImmutableArray<string> items, List<(Entry Clause, string Kind)> made)
    {
        var kind = chance.Pick(active);
        counted.Add(kind);
        var fields = RulebookMaker.FieldsOf(kind);
        var earlier = made.Where(one => one.Kind == kind.Name).Select(one => one.Clause.Parts[0][4..]).ToList();
        var plain = speech with { Fields = fields, Measures = [] };
        var maker = new FormulaMaker(chance, plain with { Credited = earlier, Kinds = active });
        var after = chance.Of100(18) ? After(fields, speech) : null;
        var units = fields.Where(field => field.Type == FieldType.Unit).Select(field => field.Name).ToList();
        string?[] rules =
        [
            after, units.Count > 0 && chance.Of100(70) ? Share(units, new FormulaMaker(chance, plain)) : null,
            chance.Of100(35)
                ? $"repeat: {{same: [{string.Join(", ", chance.Some([.. fields.Select(field => field.Name)], 1, 2))}], "
                    + $"within_days: {chance.Between(1, 40)}, gives: {chance.Pick("0", "0.5", "-1")}}}"
                : null,
        ];
        var clause = Clause($"{kind.Name}{number}", kind.Name, maker, items, rules, (0, Periods.Length - 1));

        // What a clause gave is used by clauses after it, and only by those that count at once.
        return (clause, after is null ? kind.Name : "");
    }

    private string After(IReadOnlyList<FieldDefinition> fields, Speech speech)
    {
        var days = $"days: {(chance.Of100(70) ? chance.Between(1, 15) : chance.Between(16, 90))}";
        var other = chance.Pick(active);
        var common = fields.Select(field => field.Name)
            .Intersect(RulebookMaker.FieldsOf(other).Select(field => field.Name)).ToList();
        if (common.Count == 0 || chance.Of100(25))
        {
            return $"after: {{{days}}}";
        }

        counted.Add(other);
        var maker = new FormulaMaker(chance, speech with { Fields = RulebookMaker.FieldsOf(other), Measures = [] });
        var where = chance.Of100(50) ? $", where: {maker.Flag()}" : "";
        return $"after: {{{days}, unless: {{each: {other.Name}, same: {chance.Pick(common)}{where}}} }}";
    }

    private string Share(List<string> units, FormulaMaker maker)
    {
        var named = chance.Some(units, 1, 2);
        var parts = (named.Count, chance.Between(0, 2)) switch
        {
            (1, 0) => $"{named[0]}: 100%",
            (1, _) => $"unit: 30%, {named[0]}: 70%",
            (_, 0) => $"{named[0]}: 60%, {named[1]}: 40%",
            _ => $"unit: 20%, {named[0]}: 50%, {named[1]}: 30%",
        };
        return $"share: {{{parts}{(chance.Of100(30) ? $", where: {maker.Flag()}" : "")}}}";
    }

    private (Entry, string) PeriodClause(
        int number, Speech speech, ImmutableArray<string> items, string yearStarts, List<string> pointed)
    {
        var each = chance.Between(0, Periods.Length - 1);
        var weight = !chance.Of100(35) ? null
            : "weight: " + chance.Pick(
                "1", "2", "3", "0.5", "\"if(group = '镇街', 2, 0)\"", "\"if(unit = '甲镇', 1, 2/3)\"");
        var maker = new FormulaMaker(chance, speech with
        {
            Weekly = each == 0,
            Weighted = weight is not null,
            Groupwise = chance.Of100(40),
            Comparing = true,
            Pointed = pointed,
        });

        var year = yearStarts is "01-01" or "07-01"
            || (yearStarts == "04-01" && Periods[each] is not ("bimonth" or "half"));
        string[] longer = ShiftsMonths && Periods[each] is "ten_days" or "half_month" ? []
            : [.. Longer[Periods[each]].Where(period => (year && !ShiftsMonths) || period != "year")];
        var over = longer.Length > 0 && chance.Of100(30) ? $"over: {chance.Pick(longer)}" : null;
        var post = over is null && chance.Of100(15) ? $"for: {chance.Pick("top", "member")}" : null;
        var clause = Clause($"{Periods[each]}{number}", Periods[each], maker, items, [over, post, weight],
            over is null ? (each + 1, Periods.Length - 1) : (1, 0));
        string[] remedies = weight is null ? ["skip", "zero"] : ["skip", "zero", "full", "reweight", "reweight"];
        var absent = clause.Parts.Exists(part => part.Contains("target(", StringComparison.Ordinal)) && chance.Of100(60)
            ? $"absent: {chance.Pick(remedies)}"
            : null;
        return (absent is null ? clause : clause with { Parts = clause.Parts.Add(absent) }, "");
    }

    private Entry Clause(
        string id, string each, FormulaMaker maker, ImmutableArray<string> items, string?[] rules,
        (int First, int Last) best)
    {
        var let = chance.Of100(20) ? $"let: {{一: {maker.Number()}, 二: {maker.With("一").Number()}}}" : null;
        maker = let is null ? maker : maker.With("一").With("二");
        return Entry.Of("",
        [
            $"id: {id}", "text: 条款", "unit: 分", $"each: {each}", let,
            chance.Of100(40) ? $"where: {maker.Flag()}" : null, $"gives: {Gives(maker)}",
            chance.Of100(30) ? $"times: [{string.Join(", ", chance.Times(1, 2, _ => Factor(maker)))}]" : null,
            .. rules,
            items.Length > 0 && chance.Of100(50) ? $"item: {chance.Pick(items)}" : null,
            Limits(chance, "cap", 50, Best(id, best)) ?? "cap: none", Limits(chance, "floor", 25),
        ]);
    }

    private (string Period, int Best)? Best(string id, (int First, int Last) periods)
    {
        if (periods.First > periods.Last)
        {
            return null;
        }

        if (!bests.TryGetValue(id, out var best))
        {
            bests[id] = best = chance.Of100(15)
                ? (Periods[chance.Between(periods.First, periods.Last)], chance.Between(1, 3)) : null;
        }

        return best;
    }

    private string Factor(FormulaMaker maker) =>
        $"{{name: 系数, factor: {(chance.Of100(70) ? chance.Pick(Points) : maker.Number())}"
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

    private string Steps()
    {
        string[] bounds = chance.Of100(50) ? ["-2", "0", "1", "5", "10", "40"] : ["0", "1000万", "1亿", "3亿", "9亿"];
        return Prices(chance.Some(bounds, 1, 4));
    }
}
