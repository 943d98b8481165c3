using System.Globalization;
using System.Text.RegularExpressions;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Calendar = Evaluation.Rulebooks.Rules.Calendar;

namespace Evaluation.Rulebooks.Text;

/// <summary>
/// Reads a fact as an example writes it: the day, the kind, then fields, each by its name or by its word in print:
/// `2023-03-01 visit enterprise=鼎新 leader=top`.
/// </summary>
/// <param name="kinds">The kinds in force.</param>
/// <param name="calendar">The edition's weeks, for reports.</param>
/// <param name="first">The edition's first day.</param>
/// <param name="last">The edition's last day.</param>
internal sealed partial class ExampleFactReader(KindSet kinds, Calendar calendar, DateOnly first, DateOnly last)
{
    private const string Share = "part";

    public DateOnly First => first;

    /// <summary>
    /// Whether the edition is in force on a day; an edition whose days are broken has a finding of its own.
    /// </summary>
    /// <param name="before">How many days before the edition a fact may happen that it counts.</param>
    public bool InForce(DateOnly day, int before = 0) => day.Year is >= 1900 and < 2200
        && (last < first || (first.DayNumber - before <= day.DayNumber && day <= last));

    /// <summary>Reads a fact; null after a finding.</summary>
    /// <param name="part">Its line.</param>
    /// <param name="id">Its identifier.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="before">As in <see cref="InForce"/>.</param>
    public Fact? Read(YamlPart part, string id, string unit, int before)
    {
        var text = part.Text(longest: 500);
        var words = Tokens().Matches(text).ToList();
        if (text.Length == 0)
        {
            return null;
        }

        if (words.Count < 2)
        {
            part.Find("事项应当写明日期和类别。", "例如 2023-03-01 visit enterprise=鼎新 leader=top。");
            return null;
        }

        if (Day(part, words[0], before) is not { } day || Kind(part, words[1]) is not { } kind)
        {
            return null;
        }

        var fields = Fields(part, words.Skip(2));
        return fields is null || Fact(part, id, kind, day, fields) is not { } fact ? null : fact with { Unit = unit };
    }

    private DateOnly? Day(YamlPart part, Match word, int before)
    {
        if (!DateOnly.TryParseExact(word.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var day))
        {
            part.Find($"“{word.Value}”不是日期。", "事项请以日期开头，例如 2023-03-01。", part.Quote + word.Index);
            return null;
        }

        if (!InForce(day, before))
        {
            part.Find(
                $"{word.Value}不在施行期间内。", $"本版自{first:yyyy-MM-dd}至{last:yyyy-MM-dd}施行。",
                part.Quote + word.Index);
            return null;
        }

        return day;
    }

    private string? Kind(YamlPart part, Match word)
    {
        var found = kinds.Names.FirstOrDefault(name => name == word.Value)
            ?? kinds.Names.FirstOrDefault(name => kinds.LabelOf(name) == word.Value);
        if (found is null)
        {
            part.Find(
                $"没有事项类别“{word.Value}”。", Finding.Nearest(word.Value, kinds.Names), part.Quote + word.Index);
        }

        return found;
    }

    // A word without an equals sign continues the value before it.
    private static List<(string Name, string Text, int At)>? Fields(YamlPart part, IEnumerable<Match> words)
    {
        var fields = new List<(string Name, string Text, int At)>();
        foreach (var word in words)
        {
            var equals = word.Value.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                fields.Add((word.Value[..equals], word.Value[(equals + 1)..], part.Quote + word.Index));
            }
            else if (fields.Count > 0)
            {
                fields[^1] = fields[^1] with { Text = $"{fields[^1].Text} {word.Value}" };
            }
            else
            {
                part.Find($"“{word.Value}”不是“字段=内容”。", "例如 leader=top。", part.Quote + word.Index);
                return null;
            }
        }

        return fields;
    }

    private Fact? Fact(YamlPart part, string id, string kind, DateOnly day,
        List<(string Name, string Text, int At)> fields)
    {
        var known = kinds.FieldsOf(kind);
        var values = new Dictionary<string, Value>(StringComparer.Ordinal);
        var share = 1m;
        foreach (var (name, text, at) in fields)
        {
            if (name is Share or "份额")
            {
                share = RuleNumber.TryRead(text) is { } given and > 0 and <= 1 ? given : Wrong(part, at, text);
                continue;
            }

            var field = known.FirstOrDefault(one => one.Name == name) ?? known.FirstOrDefault(one => one.Label == name);
            if (field is null)
            {
                part.Find($"“{kinds.LabelOf(kind)}”没有字段“{name}”。",
                    Finding.Nearest(name, known.Select(one => one.Name)), at);
                return null;
            }

            if (Value(part, kind, field, text, at) is not { } value || !values.TryAdd(field.Name, value))
            {
                part.Find($"字段“{name}”无法识别或写了两次。", "请更正。", at);
                return null;
            }
        }

        return kind == BuiltInKinds.Report ? Report(part, id, day, values) : new Fact(id, kind, "", day, share, values);
    }

    private static decimal Wrong(YamlPart part, int at, string text)
    {
        part.Find($"份额“{text}”应当大于0且不大于1。", "例如 part=0.6。", at);
        return 1m;
    }

    private Value? Value(YamlPart part, string kind, FieldDefinition field, string text, int at)
    {
        // Only the committee gives negative points; no unit reports them.
        if (kind == BuiltInKinds.Adjustment && field.Type == FieldType.Decimal
            && RuleNumber.TryRead(text) is { } points)
        {
            return Words.Value.Of(points);
        }

        var texts = new Dictionary<string, string> { [field.Name] = text };
        if (!new KindDefinition(kind, kinds.LabelOf(kind), [field]).Bind(texts).TryGet(out var values, out var refusal))
        {
            part.Find(refusal.What, refusal.Remedy, at);
            return null;
        }

        return values[field.Name];
    }

    // A report is for its week; it came in time unless the example says when, in the district's time.
    private Fact? Report(YamlPart part, string id, DateOnly day, Dictionary<string, Value> values)
    {
        var week = calendar.WeekOf(day);
        var moment = calendar.ReportDueFor(week);
        if (values.TryGetValue("submitted_at", out var given))
        {
            if (!DateTimeOffset.TryParseExact(
                given.Text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
                out var local))
            {
                part.Find($"“{given.Text}”不是报送时间。", "请写成 submitted_at=2023-03-13T09:00。");
                return null;
            }

            moment = local - calendar.Offset;
        }

        values["submitted_at"] = Words.Value.Of(
            moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        values.TryAdd("nil", Words.Value.Of(false));
        return new Fact(id, BuiltInKinds.Report, "", week.End, 1m, values);
    }

    [GeneratedRegex(@"\S+")]
    private static partial Regex Tokens();
}
