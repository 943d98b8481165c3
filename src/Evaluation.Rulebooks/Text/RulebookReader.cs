using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Calendar = Evaluation.Rulebooks.Rules.Calendar;

namespace Evaluation.Rulebooks.Text;

/// <summary>Reads a rulebook's text. The text is stored; the compiled rulebook never is.</summary>
public sealed partial class RulebookReader
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int LongestText = 500_000;

    private static readonly Dictionary<string, DayOfWeek> Days =
        Enum.GetValues<DayOfWeek>().ToDictionary(day => day.ToString().ToLowerInvariant(), day => day);

    private static readonly Dictionary<string, CutPeriods> FirstPeriods = new()
    {
        ["unjudged"] = CutPeriods.Unjudged,
        ["whole"] = CutPeriods.Whole,
        ["proportional"] = CutPeriods.Proportional,
    };

    private readonly List<Finding> findings = [];
    private readonly Dictionary<string, Parameter> parameters = new(StringComparer.Ordinal);
    private ImmutableArray<Measure> measures = [];
    private KindSet kinds = KindSet.BuiltIn;

    private RulebookReader()
    {
    }

    /// <summary>Reads and compiles a text.</summary>
    /// <returns>
    /// The rulebook, or null with at least one finding. All findings are reported, not only the first.
    /// </returns>
    public static RulebookResult Read(string text)
    {
        var reader = new RulebookReader();
        if (text.Length > LongestText)
        {
            return new RulebookResult(null, [new Finding(1, 1, $"文本超过{LongestText}个字符。", "请缩短。")]);
        }

        var rulebook = YamlPart.Load(text, reader.findings) is { } root ? reader.Rulebook(root) : null;
        return new RulebookResult(
            reader.findings.Count == 0 ? rulebook : null,
            [
                .. reader.findings.DistinctBy(one => (one.Line, one.Column, one.What))
                    .OrderBy(one => (one.Line, one.Column)),
            ]);
    }

    private Rulebook Rulebook(YamlPart root)
    {
        root.Only(Grammar.Whole);
        var inForce = root["in_force"].Only(Grammar.InForce);
        var (from, to) = (inForce["from"].Date(), inForce["to"].Date());
        if (to < from)
        {
            inForce.Find("施行的最后一天早于第一天。", "请更正日期。");
        }

        kinds = KindReader.Read(root["kinds"]);
        foreach (var (name, part) in root["parameters"].Members())
        {
            parameters[name] = Parameter(name, part);
            if (Taken(name) || root["measures"].Members().Any(measure => measure.Name == name))
            {
                part.Find($"参数“{name}”与字段、指标或固定名称同名。", "请另取名称，以免公式引用有歧义。");
            }
        }

        measures = [.. root["measures"].Members().Select(member => Measure(member.Name, member.Part))];
        foreach (var (_, part) in root["measures"].Members().Where(member => !member.Part["of"].Missing))
        {
            MeasureName(part["of"]);
        }

        var articles = Articles(root["items"]);
        var calendar = Calendar(root["calendar"]);
        var honours = new HonoursReader(kinds, parameters, measures, Formula);
        var ranking = honours.Ranking(root["ranking"], root["rounding"], MeasureName);
        var examples = new ExampleReader(new ExampleFactReader(kinds, calendar, from, to), calendar,
            ranking.Groups.FirstOrDefault(""), [.. measures.Select(measure => measure.Name)]);
        var clauses = new ClauseReader(
            findings, kinds, parameters, measures, articles, Formula, examples, calendar)
            .Read(root["clauses"]);
        return new Rulebook
        {
            Id = root["rulebook"].Text(longest: 60),
            Edition = root["edition"].Whole(1, 999, 1),
            Title = root["title"].Text(longest: 200),
            Notice = root["notice"].Text(required: false),
            From = from,
            To = to,
            Calendar = calendar,
            Kinds = kinds,
            Parameters = [.. parameters.Values],
            Measures = measures,
            Articles = articles,
            Clauses = clauses,
            Ranking = ranking,
            Lists = honours.Lists(root["lists"]),
            FirstPeriods = inForce["first_periods"].Missing ? null
                : inForce["first_periods"].OneOf(FirstPeriods, CutPeriods.Unjudged),
            Restarts = root["running"].OneOf(
                new Dictionary<string, bool> { ["continue"] = false, ["restart"] = true }, false, required: false),
            Bulletin = Bulletin(root["bulletin"]),
            AppealDays = root["appeals"].Only(Grammar.Appeals)["within_days"]
                .Whole(1, 60, Evaluation.Rulebooks.Rules.Rulebook.UsualAppealDays, required: false),
        };
    }

    private static Calendar Calendar(YamlPart part)
    {
        part.Only(Grammar.Calendar);
        var offset = part["utc_offset"].Text();
        if (!TimeSpan.TryParseExact(offset.TrimStart('+'), @"hh\:mm", CultureInfo.InvariantCulture, out var span)
            || span > TimeSpan.FromHours(14))
        {
            part["utc_offset"].Find($"“{offset}”不是时差。", "请写成 \"+08:00\"。");
        }

        var year = part["year_starts"].Text(required: false) is { Length: > 0 } text ? text : "01-01";
        if (!DateOnly.TryParseExact(
            $"2001-{year}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var yearStarts))
        {
            part["year_starts"].Find($"“{year}”不是月和日。", "请写成 \"01-01\"。");
        }

        return new Calendar(
            part["week_starts"].OneOf(Days, DayOfWeek.Monday), span, Due(part["report_due"]), Due(part["cut_off"]),
            (yearStarts.Month, yearStarts.Day));
    }

    private static DueTime Due(YamlPart part)
    {
        part.Only(Grammar.DueTime);
        if (!TimeOnly.TryParseExact(
            part["at"].Text(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            part["at"].Find("时间无法识别。", "请写成 \"12:00\"。");
        }

        return new DueTime(part["days_after"].Whole(0, 60, 0), at);
    }

    private static Parameter Parameter(string name, YamlPart part)
    {
        if (part.IsScalar)
        {
            return new Parameter(name, [(DateOnly.MinValue, part.Number())], []);
        }

        if (!part.IsMap)
        {
            return new Parameter(name, [], [(DateOnly.MinValue, Words(part))]);
        }

        var dated = part.Members().Select(member => (From: Date(member.Name, member.Part), member.Part))
            .OrderBy(pair => pair.From).ToList();
        if (dated.Count == 0)
        {
            part.Find($"参数“{name}”没有数值。", "例如 {2023-01-01: 2}。");
            return new Parameter(name, [(DateOnly.MinValue, 0m)], []);
        }

        return dated[0].Part.IsScalar
            ? new Parameter(name, [.. dated.Select(one => (one.From, one.Part.Number()))], [])
            : new Parameter(name, [], [.. dated.Select(one => (one.From, Words(one.Part)))]);
    }

    private static HashSet<string> Words(YamlPart part) =>
        part.Entries().Select(entry => entry.Text()).ToHashSet(StringComparer.Ordinal);

    private static DateOnly Date(string text, YamlPart part)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        part.Find($"“{text}”不是日期。", "参数按日期变化时请写成 2023-01-01: 数值。");
        return default;
    }

    private Measure Measure(string name, YamlPart part)
    {
        part.Only(Grammar.Measure);
        var summing = !part["sum"].Missing;
        var text = (summing ? part["sum"] : part["count"]).Text();
        var kind = summing ? text.Split('.')[0] : text;
        var names = new FormulaNames(ClauseReader.TypesOf(kinds, kind), [], parameters, false,
            ClauseReader.LabelsOf(kinds, kind, []));
        if (names.Fields.Count == 0 && text.Length > 0)
        {
            part[summing ? "sum" : "count"].Find($"没有事项类别“{kind}”。", Finding.Nearest(kind, kinds.Names));
        }

        if (summing && !part["count"].Missing)
        {
            part["count"].Find("“count”和“sum”只能写一个。", "计件数用 count，累计金额或数量用 sum。");
        }

        var divisor = part["in"].Number(1m, required: false);
        if (divisor <= 0)
        {
            part["in"].Find("“in”应当大于0。", "例如 1亿、1万。");
        }

        var where = part["where"].Missing ? null : Formula(part["where"], names, "条件");
        var sum = !summing ? null
            : text.Contains('.', StringComparison.Ordinal)
                ? Formula(part["sum"], names, "数字", text[(text.IndexOf('.', StringComparison.Ordinal) + 1)..])
            : Missing(part["sum"]);
        return new Measure(
            name, part["label"].Text(), part["unit"].Text(), part["of"].Missing ? null : part["of"].Text(), kind, where,
            sum,
            divisor <= 0 ? 1m : divisor)
        {
            Holder = Holder(part["holder"], names),
        };

        static Formula? Missing(YamlPart sum)
        {
            sum.Find("没有写明累计哪个字段。", "请写成 类别.字段，例如 signing.contracted。");
            return null;
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

    private static ImmutableArray<Article> Articles(YamlPart part)
    {
        var articles = part.Missing ? [] : part.Entries().Select(Article).ToImmutableArray();
        foreach (var twice in articles.GroupBy(article => article.Id).Where(same => same.Count() > 1))
        {
            part.Find($"条目“{twice.Key}”写了两次。", "请另取名称，或合为一个条目。");
        }

        return articles;
    }

    private static Article Article(YamlPart part)
    {
        part.Only(Grammar.Item);
        var limits = ClauseReader.Limits(part);
        if (limits.Any(limit => limit.Best is not null))
        {
            part["cap"]
                .Find("“best”只能写在条款里，不能写在条目里。", "请把要取最好几次的写成一个条款，在它的 cap 里写。");
        }

        return new Article(part["id"].Text(longest: 60), limits)
        {
            Total = part["total"].Missing ? null : part["total"].Number(),
        };
    }

    private BulletinRules Bulletin(YamlPart part)
    {
        part.Only(Grammar.Bulletin);
        return new BulletinRules(
            part["title"].Text(), part["document"].Text(), part["decimals"].Whole(0, 10, 2, required: false),
            MeasureNames(part["columns"]), MeasureNames(part["none_named"]))
        {
            Late = part["late"].OneOf(
                new Dictionary<string, LateFacts> { ["next"] = LateFacts.Next, ["issue"] = LateFacts.Issue },
                LateFacts.Next,
                required: false),
            Periods = PublishedPeriods(part["periods"]),
            PeriodTitle = part["period_title"].Text(required: false) is { Length: > 0 } title ? title
                : BulletinRules.UsualPeriodTitle,
        };
    }

    private static ImmutableArray<Period> PublishedPeriods(YamlPart part)
    {
        var known = Periods.ByKey.Where(one => one.Value != Period.Week).ToDictionary();
        var named = (part.Missing ? [] : part.Entries()).Select(entry => entry.OneOf(known, Period.Month)).ToList();
        if (named.Distinct().Count() < named.Count)
        {
            part.Find("同一期间写了两次。", "每种期间只写一次。");
        }

        return [.. named.Distinct().Order()];
    }

    private ImmutableArray<string> MeasureNames(YamlPart part)
    {
        var named = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in part.Missing ? [] : part.Entries())
        {
            if (MeasureName(entry) is { } name)
            {
                named.Add(name);
            }
        }

        return named.ToImmutable();
    }

    private string? MeasureName(YamlPart part)
    {
        var name = part.Text();
        if (measures.Any(measure => measure.Name == name))
        {
            return name;
        }

        part.Find($"没有指标“{name}”。", Finding.Nearest(name, measures.Select(measure => measure.Name)));
        return null;
    }

    private Formula Formula(YamlPart part, FormulaNames names, string wanted, string? text = null)
    {
        text ??= part.Text();
        var nothing = new Formula(text, _ => 0m, _ => "", _ => false, 0m);
        if (text.Length == 0)
        {
            return nothing;
        }

        // A formula may follow a quotation mark or the name of a kind.
        var before = part.Quote + part.Text().Length - text.Length - 1;
        try
        {
            if (FormulaParser.TryParse(text, out var column, out var why) is not { } syntax)
            {
                part.Find(why, MistypedSign.Remedy(text, column), before + column);
                return nothing;
            }

            var formula = new FormulaCompiler(names).Compile(text, syntax);
            if (formula.TypeLabel != wanted)
            {
                part.Find($"此处需要{wanted}，“{text}”是{formula.TypeLabel}。", "请更正公式。");
            }

            return formula;
        }
        catch (FormulaException wrong)
        {
            part.Find(wrong.Message, WithoutKind(text, wrong.Column, names) ?? wrong.Remedy, before + wrong.Column);
            return nothing;
        }
        catch (OverflowException)
        {
            part.Find($"“{text}”中的数过大。", "请更正数值。");
            return nothing;
        }
    }

    // A name of the kind in scope is written without its kind; null when something else is wrong.
    private string? WithoutKind(string text, int column, FormulaNames names)
    {
        var word = QualifiedName().Match(text, column - 1);
        var fields = word.Success ? ClauseReader.TypesOf(kinds, word.Groups[1].Value) : [];
        var name = word.Groups[2].Value;
        return fields.Count == 0 || fields.Count != names.Fields.Count || !fields.Keys.All(names.Fields.ContainsKey)
            ? null
            : names.All.Contains(name) ? $"此处直接写“{name}”，不写类别。"
            : $"此处不写类别；{Finding.Nearest(name, names.All)}";
    }

    [GeneratedRegex(@"\G([a-z][a-z0-9_]*)\.([\p{L}\p{Nd}_]+)")]
    private static partial Regex QualifiedName();

    // Words that already mean something in some formula.
    private bool Taken(string name) =>
        KindReader.Reserved.Contains(name)
        || kinds.Names.SelectMany(kinds.FieldsOf).Concat(BuiltInKinds.FromProject).Any(field => field.Name == name);
}
