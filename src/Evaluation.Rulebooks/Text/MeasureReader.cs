using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Text;

/// <summary>Reads the measures: those that count facts, and those made of other measures.</summary>
internal sealed class MeasureReader(KindSet kinds, Dictionary<string, Parameter> parameters, FormulaAt formula)
{
    private static readonly Dictionary<string, Taking?> Takings = new(StringComparer.Ordinal)
    {
        ["sum"] = null,
        ["largest"] = Taking.Largest,
        ["smallest"] = Taking.Smallest,
        ["first"] = Taking.First,
        ["latest"] = Taking.Latest,
        ["median"] = Taking.Median,
        ["mean"] = Taking.Mean,
    };

    // What names a key by which facts are the same.
    private static readonly string[] Keyed = ["distinct", "per", "stock"];

    /// <summary>The measures, in the order of the text.</summary>
    public ImmutableArray<Measure> Read(YamlPart part)
    {
        var members = part.Members().ToList();
        var read = members.ConvertAll(member => Measure(member.Name, member.Part.Only(Grammar.Measure)));
        for (var i = 0; i < read.Count; i++)
        {
            // A figure is made of those that count facts, and of those made before it.
            if (!members[i].Part["value"].Missing)
            {
                List<Measure> known =
                    [.. read.Where((one, at) => at < i || members[at].Part["value"].Missing)];
                read[i] = read[i] with { Value = formula(members[i].Part["value"], NamesOf(known), "数字") };
            }
        }

        return [.. read];
    }

    /// <summary>What the names of measures stand for that are made of others.</summary>
    public static IEnumerable<KeyValuePair<string, Syntax>> Definitions(IEnumerable<Measure> measures) => measures
        .Where(measure => measure.Value?.Tree is not null)
        .Select(measure => KeyValuePair.Create(measure.Name, measure.Value!.Tree!));

    private FormulaNames NamesOf(List<Measure> known) => new(
        new Dictionary<string, FieldType>(), [.. known.Select(measure => measure.Name)], parameters, false,
        ClauseReader.LabelsOf(kinds, "", known))
    {
        MeasureUnits = ClauseReader.MeasureUnitsOf(known),
        Definitions = Definitions(known).ToDictionary(StringComparer.Ordinal),
        Comparing = true,
    };

    private Measure Measure(string name, YamlPart part)
    {
        var summing = !part["sum"].Missing;
        var made = !part["value"].Missing;
        var text = made && part["count"].Missing && !summing ? "" : (summing ? part["sum"] : part["count"]).Text();
        var kind = summing ? text.Split('.')[0] : text;
        var names = new FormulaNames(ClauseReader.TypesOf(kinds, kind), [], parameters, false,
            ClauseReader.LabelsOf(kinds, kind, []));
        if (names.Fields.Count == 0 && text.Length > 0)
        {
            part[summing ? "sum" : "count"].Find($"没有事项类别“{kind}”。", Finding.Nearest(kind, kinds.Names));
        }

        Together(part, summing, made);
        var divisor = part["in"].Number(1m, required: false);
        if (divisor <= 0)
        {
            part["in"].Find("“in”应当大于0。", "例如 1亿、1万。");
        }

        var where = part["where"].Missing ? null : formula(part["where"], names, "条件");
        var sum = !summing ? null
            : text.Contains('.', StringComparison.Ordinal)
                ? formula(part["sum"], names, "数字", text[(text.IndexOf('.', StringComparison.Ordinal) + 1)..])
            : Missing(part["sum"]);
        var key = Keyed.FirstOrDefault(one => !part[one].Missing);
        return new Measure(
            name, part["label"].Text(), part["unit"].Text(), part["of"].Missing ? null : part["of"].Text(), kind, where,
            sum,
            divisor <= 0 ? 1m : divisor)
        {
            Holder = Holder(part["holder"], names),
            Key = key is null ? null : formula(part[key], names, "文字"),
            Takes = key switch
            {
                "distinct" => Taking.Distinct,
                "stock" => Taking.Standing,
                "per" => part["take"].OneOf(Takings, null, required: false) ?? Taking.Sum,
                _ => part["take"].OneOf(Takings, null, required: false),
            },
            Each = part["of_each"].OneOf(Takings, null, required: false) ?? Taking.Sum,
            Trim = part["trim"].Missing ? 0 : part["trim"].Whole(1, 100, 1),
        };

        static Formula? Missing(YamlPart sum)
        {
            sum.Find("没有写明累计哪个字段。", "请写成 类别.字段，例如 signing.contracted。");
            return null;
        }
    }

    // What goes with which of the ways of counting.
    private static void Together(YamlPart part, bool summing, bool made)
    {
        if ((summing || made) && !part["count"].Missing)
        {
            part["count"].Find(
                $"“count”和“{(summing ? "sum" : "value")}”只能写一个。",
                "计件数用 count，累计金额或数量用 sum，由其他指标算得的用 value。");
        }

        if (made && summing)
        {
            part["value"].Find("“sum”和“value”只能写一个。", "由其他指标算得的用 value，累计事项的用 sum。");
        }

        var (stock, per) = (!part["stock"].Missing, !part["per"].Missing);
        string[] apart = made ? ["where", "of", "holder", "distinct", "take", "trim", "per", "of_each", "stock"]
            : stock ? ["of", "distinct", "take", "trim", "per", "of_each"]
            : per ? ["of", "distinct"]
            : summing ? ["distinct", "of_each"] : ["take", "trim", "of_each"];
        var beside = made ? "value" : stock ? "stock" : per ? "per" : summing ? "sum" : "count";
        foreach (var key in apart.Where(key => !part[key].Missing))
        {
            part[key].Find(
                $"“{key}”不能与“{beside}”一起写。",
                key switch
                {
                    "distinct" => "distinct 只与 count 一起写。",
                    "take" or "trim" => "take、trim 只与 sum 或 per 一起写。",
                    "of_each" => "of_each 只与 per 一起写。",
                    _ => "请删去，或写在所引用的指标中。",
                });
        }

        if ((summing || per) && !part["trim"].Missing && part["take"].Text(required: false) != "mean"
            && part["of_each"].Text(required: false) != "mean")
        {
            part["trim"].Find("“trim”只用于平均数。", "请写 take: mean 或 of_each: mean，或删去“trim”。");
        }
    }

    private static string? Holder(YamlPart part, FormulaNames names)
    {
        if (part.Missing)
        {
            return null;
        }

        var units = names.Fields.Where(field => field.Value == FieldType.Unit).Select(field => field.Key).ToList();
        if (!units.Contains(part.Text()))
        {
            part.Find($"没有类型为 unit 的字段“{part.Text()}”。", Finding.Nearest(part.Text(), units));
        }

        return part.Text();
    }
}
