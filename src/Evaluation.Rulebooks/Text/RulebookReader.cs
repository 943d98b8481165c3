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
        Parameters(root["parameters"], root["measures"]);
        measures = new MeasureReader(kinds, parameters, Formula).Read(root["measures"]);
        foreach (var (_, part) in root["measures"].Members().Where(member => !member.Part["of"].Missing))
        {
            MeasureName(part["of"]);
        }

        var articles = Articles(root["items"]);
        var calendar = Calendar(root["calendar"]);
        var honours = new HonoursReader(kinds, parameters, measures, Formula);
        var ranking = honours.Ranking(root["ranking"], root["rounding"], CountedMeasure);
        var examples = new ExampleReader(new ExampleFactReader(kinds, calendar, from, to), calendar,
            ranking.Groups.FirstOrDefault(""), [.. measures.Select(measure => measure.Name)]);
        var reader = new ClauseReader(findings, kinds, parameters, measures, articles, Formula, examples, calendar);
        var clauses = reader.Read(root["clauses"]);
        var lists = reader.Lists(root["lists"], honours, clauses);
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
            Times = ClauseReader.Times(root["times"], ClauseReader.NamesOfUnit(parameters, kinds), Formula),
            Lists = lists,
            FirstPeriods = inForce["first_periods"].Missing ? null
                : inForce["first_periods"].OneOf(FirstPeriods, CutPeriods.Unjudged),
            Restarts = root["running"].OneOf(
                new Dictionary<string, bool> { ["continue"] = false, ["restart"] = true }, false, required: false),
            Bulletin = Bulletin(root["bulletin"]),
            AppealDays = root["appeals"].Only(Grammar.Appeals)["within_days"]
                .Whole(1, 60, Evaluation.Rulebooks.Rules.Rulebook.UsualAppealDays, required: false),
        };
    }

    private void Parameters(YamlPart all, YamlPart measured)
    {
        foreach (var (name, part) in all.Members())
        {
            parameters[name] = ParameterReader.Read(name, part);
            if (Taken(name) || measured.Members().Any(measure => measure.Name == name))
            {
                part.Find($"参数“{name}”与字段、指标或固定名称同名。", "请另取名称，以免公式引用有歧义。");
            }
        }
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
            (yearStarts.Month, yearStarts.Day))
        {
            MonthEnds = part["month_ends"].Missing ? null : part["month_ends"].Whole(1, 27, 1),
        };
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

    private ImmutableArray<Article> Articles(YamlPart part)
    {
        var articles = part.Missing ? [] : part.Entries().Select(Article).ToImmutableArray();
        foreach (var twice in articles.GroupBy(article => article.Id).Where(same => same.Count() > 1))
        {
            part.Find($"条目“{twice.Key}”写了两次。", "请另取名称，或合为一个条目。");
        }

        return articles;
    }

    private Article Article(YamlPart part)
    {
        part.Only(Grammar.Item);
        var names = ClauseReader.NamesOfUnit(parameters, kinds);
        var limits = LimitReader.Read(part, points => Formula(points, names, "数字"));
        if (limits.Any(limit => limit.Best is not null))
        {
            part["cap"]
                .Find("“best”只能写在条款里，不能写在条目里。", "请把要取最好几次的写成一个条款，在它的 cap 里写。");
        }

        return new Article(part["id"].Text(longest: 60), limits)
        {
            Total = part["total"].Missing ? null : part["total"].Number(),
            Times = ClauseReader.Times(part["times"], names, Formula),
        };
    }

    private BulletinRules Bulletin(YamlPart part)
    {
        part.Only(Grammar.Bulletin);
        return new BulletinRules(
            part["title"].Text(), part["document"].Text(), part["decimals"].Whole(0, 10, 2, required: false),
            MeasureNames(part["columns"], made: true), MeasureNames(part["none_named"], made: false))
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

    private ImmutableArray<string> MeasureNames(YamlPart part, bool made)
    {
        var named = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in part.Missing ? [] : part.Entries())
        {
            if ((made ? PrintedMeasure(entry) : CountedMeasure(entry)) is { } name)
            {
                named.Add(name);
            }
        }

        return named.ToImmutable();
    }

    // What is printed for each week and year is made of the figures of that week or year.
    private string? PrintedMeasure(YamlPart part)
    {
        var name = MeasureName(part);
        if (measures.Any(measure => measure.Name == name && !measure.IsPrintable))
        {
            part.Find($"指标“{name}”用到目标、时序、单位或以前的期间，不能列入通报栏目。", "请列出它所引用的指标。");
        }

        return name;
    }

    private string? CountedMeasure(YamlPart part)
    {
        var name = MeasureName(part);
        if (measures.Any(measure => measure.Name == name && measure.Value is not null))
        {
            part.Find($"指标“{name}”由其他指标算得，不能用在此处。", "请写所引用的、计事项的指标。");
        }

        return name;
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
