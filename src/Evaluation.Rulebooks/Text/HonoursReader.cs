using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.Text;

/// <summary>Reads what is derived from points: places, status, grades, prizes and lists.</summary>
internal sealed class HonoursReader(
    KindSet kinds, Dictionary<string, Parameter> parameters, ImmutableArray<Measure> measures,
    FormulaAt formula)
{
    private static readonly Dictionary<string, StatusEffect> Effects =
        Enum.GetValues<StatusEffect>().ToDictionary(effect => effect.ToString().ToLowerInvariant(), effect => effect);

    /// <summary>How units are put in order.</summary>
    public RankingRules Ranking(YamlPart part, YamlPart rounding, Func<YamlPart, string?> measure)
    {
        part.Only(Grammar.Ranking);
        if (part["groups"].Missing || part["groups"].IsEmptyList)
        {
            part["groups"].Find("没有写明排名组别。", "例如 groups: [镇街, 部门]。");
        }

        var groups = part["groups"].Entries().Select(entry => entry.Text()).ToImmutableArray();
        if (groups.Distinct().Count() < groups.Length)
        {
            part["groups"].Find("同一排名组别写了两次。", "每个组别只写一次。");
        }

        return new RankingRules(
            groups,
            part["order"]
                .OneOf(new Dictionary<string, bool> { ["descending"] = true, ["ascending"] = false }, true,
                    required: false),
            part["decimals"].Whole(0, 10, 2, required: false),
            part["ties"]
                .OneOf(new Dictionary<string, bool> { ["joint"] = true, ["serial"] = false }, true, required: false),
            [.. Entries(part["tie_break"]).Select(entry => TieBreaker(entry, measure)).OfType<TieBreaker>()])
        {
            Rounding = RoundingWords.Read(rounding),
            Carries = part["succession"].OneOf(
                new Dictionary<string, bool> { ["zero"] = false, ["carry"] = true }, false, required: false),
            Status = [.. Entries(part["status"]).Select(entry => Status(entry.Only(Grammar.Status)))],
            Grades = Grades(part["grades"]),
            Prizes = [.. Entries(part["prizes"]).Select(entry => Prize(entry.Only(Grammar.Prize)))],
        };
    }

    /// <summary>The lists, which may use how often a unit was on one of them before.</summary>
    public ImmutableArray<ListRule> Lists(YamlPart part)
    {
        var entries = Entries(part).Select(entry => entry.Only(Grammar.List)).ToList();
        var lists = entries.ConvertAll(
            entry => (Name: entry["name"].Text(longest: 60), Each: PeriodOf(entry["each"]), When: entry["when"]));
        if (lists.DistinctBy(list => list.Name).Count() < lists.Count)
        {
            part.Find("两个名单同名。", "请另取名称。");
        }

        return [.. lists.Select(
            list => new ListRule(list.Name, list.Each, formula(list.When, NamesWithStreaks(list.Each), "条件")))];

        // Periods of one length follow each other; how often in a row is not known across lengths.
        FormulaNames NamesWithStreaks(Period each) => Names(groupwise: true) with
        {
            Lists = [.. lists.Where(other => other.Each == each).Select(other => other.Name)],
        };
    }

    private static IEnumerable<YamlPart> Entries(YamlPart part) => part.Missing ? [] : part.Entries();

    private FormulaNames Names(bool groupwise) =>
        new(new Dictionary<string, FieldType>(), [.. measures.Select(measure => measure.Name)], parameters, false,
            ClauseReader.LabelsOf(kinds, "", measures))
        {
            MeasureUnits = ClauseReader.MeasureUnitsOf(measures),
            Definitions = MeasureReader.Definitions(measures).ToDictionary(StringComparer.Ordinal),
            Comparing = groupwise,
            Points = true,
            Groupwise = groupwise,
        };

    private static Period PeriodOf(YamlPart part) => part.OneOf(Periods.ByKey, Period.Year);

    private StatusRule Status(YamlPart part) => new(
        part["name"].Text(longest: 60), formula(part["when"], Names(groupwise: false), "条件"),
        part["effect"].OneOf(Effects, StatusEffect.Barred));

    private TieBreaker? TieBreaker(YamlPart part, Func<YamlPart, string?> measure)
    {
        if (!part.IsMap)
        {
            return measure(part) is { } name ? new TieBreaker(name) : null;
        }

        part.Only(Grammar.TieBreaker);
        string[] ways = ["countback", "direct", "opponents"];
        var written = ways.Where(way => !part[way].Missing).ToList();
        if (written.Count != 1)
        {
            part.Find("同分时的比较应当写一种。", "请写 countback、direct 或 opponents 之一。");
        }

        if (written is [not "countback"])
        {
            return Versus(part, part[written[0]], written[0] == "opponents");
        }

        var back = part["countback"];
        var words = back.Text().Split('.', 2);
        if (words.Length == 1)
        {
            var known = new Dictionary<string, Period> { ["week"] = Period.Week };
            return new TieBreaker(null, Period: back.OneOf(known, Period.Week));
        }

        var field = kinds.FieldsOf(words[0]).FirstOrDefault(one => one.Name == words[1]);
        if (field is not { Type: FieldType.Integer })
        {
            back.Find($"没有整数字段“{back.Text()}”。", "请写 week，或 类别.字段，例如 race.place。");
        }

        return new TieBreaker(null, words[0], words[1]);
    }

    private TieBreaker Versus(YamlPart part, YamlPart named, bool ofOpponents)
    {
        var words = named.Text().Split('.', 2);
        var field = words.Length < 2 ? null : kinds.FieldsOf(words[0]).FirstOrDefault(one => one.Name == words[1]);
        if (field is not { Type: FieldType.Unit })
        {
            named.Find($"没有类型为 unit 的字段“{named.Text()}”。", "请写 类别.字段，例如 match.opponent。");
        }

        if (ofOpponents != part["points"].Missing)
        {
            part.Find("“points”与“direct”一起写。", "请写 direct 的一项事项得多少，opponents 不写。");
        }

        var names = new FormulaNames(
            ClauseReader.TypesOf(kinds, words[0]), [], parameters, false, ClauseReader.LabelsOf(kinds, words[0], []));
        return new TieBreaker(null, words[0], words.Length < 2 ? "" : words[1])
        {
            OfOpponents = ofOpponents,
            Against = part["points"].Missing || field is null ? null : formula(part["points"], names, "数字"),
        };
    }

    private static ImmutableArray<GradeRule> Grades(YamlPart part)
    {
        var entries = Entries(part).Select(entry => entry.Only(Grammar.Grade)).ToList();
        foreach (var both in entries.Where(entry => !entry["from"].Missing && !entry["places"].Missing))
        {
            both.Find("等次按分数或按名次只能写一种。", "请只留“from”或“places”。");
        }

        var grades = entries.Select(entry => new GradeRule(
            entry["name"].Text(longest: 60), entry["from"].Missing ? null : entry["from"].Number(),
            entry["places"].Missing ? null : entry["places"].Whole(1, 10_000, 1))).ToImmutableArray();
        for (var i = 0; i + 1 < grades.Length; i++)
        {
            if (grades[i] is { From: null, Places: null } || grades[i + 1].From >= grades[i].From)
            {
                entries[i + 1]
                    .Find($"等次“{grades[i + 1].Name}”轮不到。", "等次由高到低书写，不写分数和名次的只能是最后一个。");
            }
        }

        return grades;
    }

    private static PrizeRule Prize(YamlPart part)
    {
        if (part["rank"].Missing == part["last"].Missing)
        {
            part.Find("奖惩应当写明名次。", "请写 rank: 1（第一名）或 last: 1（最后一名），只写一个。");
        }

        return new PrizeRule(
            PeriodOf(part["each"]), part["rank"].Missing ? null : part["rank"].Whole(1, 10_000, 1),
            part["last"].Missing ? null : part["last"].Whole(1, 10_000, 1), part["amount"].Number());
    }
}
