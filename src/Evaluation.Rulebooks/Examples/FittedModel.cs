using System.Globalization;
using System.Text.RegularExpressions;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;

namespace Evaluation.Rulebooks.Examples;

/// <summary>What a district puts in the place of what a model rulebook says of itself.</summary>
/// <param name="Rulebook">The rulebook's short name.</param>
/// <param name="District">The district's name, for the titles.</param>
/// <param name="Year">The year for which it is to be in force.</param>
/// <param name="WeekStarts">The first day of the district's weeks.</param>
/// <param name="Offset">The district's time against universal time.</param>
/// <param name="ReportDue">When a week's report is due.</param>
/// <param name="CutOff">When a week is cut off.</param>
/// <param name="Document">The pattern of the bulletins' document numbers, with `{year}` and `{number}`.</param>
public sealed record FittingSettings(
    string Rulebook, string District, int Year, DayOfWeek WeekStarts, TimeSpan Offset, DueTime ReportDue,
    DueTime CutOff, string Document);

/// <summary>
/// A model rulebook made a district's own text: head, calendar and bulletin are the district's, days are those of its
/// year. The clauses stay as they are.
/// </summary>
public static partial class FittedModel
{
    // First what cannot be read, then what can be counted.
    private const int Passes = 2;

    /// <summary>Fits a model. Its text must be one of this repository's: it is changed line by line.</summary>
    /// <param name="model">The model's text, which can be read.</param>
    /// <param name="settings">What is the district's.</param>
    /// <returns>
    /// The text. An example whose days do not come out in the other year has them moved by whole weeks; that they come
    /// out then is for the check to say.
    /// </returns>
    /// <exception cref="ArgumentException">The model cannot be read.</exception>
    public static string Of(string model, FittingSettings settings)
    {
        var old = RulebookReader.Read(model).Rulebook
            ?? throw new ArgumentException("The model cannot be read.", nameof(model));
        var lines = Headed(model, settings);
        var years = lines.Select(line => Year().Replace(
            line, found => found.Value == Print(old.From.Year) ? Print(settings.Year) : found.Value)).ToArray();
        var days = Days(old, settings);
        for (var pass = 0; pass < Passes; pass++)
        {
            Unfit(years).ForEach(Move);
        }

        return string.Join('\n', years);

        // The whole example that holds a line.
        void Move(int at)
        {
            var first = at;
            while (first > 0 && !Named().IsMatch(lines[first]))
            {
                first--;
            }

            for (var i = first; i < lines.Length && (i == first || Indent(lines[i]) > Indent(lines[first])); i++)
            {
                years[i] = Day().Replace(lines[i], found => Moved(found.Value, days));
            }
        }
    }

    // Lines, from 0, of examples that cannot be read or do not come out.
    private static List<int> Unfit(string[] lines)
    {
        var (rulebook, findings) = RulebookReader.Read(string.Join('\n', lines));
        return rulebook is null
            ? [.. findings.Select(finding => finding.Line - 1)]
            : [.. ExampleRunner.Run(rulebook).Where(result => !result.Passed).Select(one => one.Example.Line - 1)];
    }

    private static string[] Headed(string model, FittingSettings settings)
    {
        // Comments above the head are about where the model comes from.
        var lines = model.ReplaceLineEndings("\n").Split('\n').SkipWhile(line => line is ['#', ..]).ToArray();
        var bulletin = Array.FindIndex(lines, line => line.StartsWith("bulletin:", StringComparison.Ordinal));
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = lines[i].Split(':')[0] switch
            {
                "rulebook" => $"rulebook: {settings.Rulebook}",
                "edition" => "edition: 1",
                "title" => $"title: {Quoted($"{settings.District}综合考评办法（{Print(settings.Year)}年）")}",
                "notice" => $"notice: {Quoted("本办法按示范文本拟定，以正式印发的文本为准。")}",
                "  week_starts" => $"  week_starts: {settings.WeekStarts.ToString().ToLowerInvariant()}",
                "  utc_offset" => $"  utc_offset: {Quoted(Print(settings.Offset))}",
                "  report_due" => $"  report_due: {Print(settings.ReportDue)}",
                "  cut_off" => $"  cut_off: {Print(settings.CutOff)}",
                "  title" when i > bulletin => $"  title: {Quoted(Heading(settings))}",
                "  document" when i > bulletin => $"  document: {Quoted(settings.Document)}",
                "bulletin" => Inline().Replace(
                    lines[i], _ => $"{{title: {Quoted(Heading(settings))}, document: {Quoted(settings.Document)}"),
                _ => lines[i],
            };
        }

        return lines;
    }

    private static string Heading(FittingSettings settings) =>
        $"{settings.District}每周考评通报（{{year}}年第{{number}}期）";

    // Whole weeks, so that what lay in one week still does, and on the same day of it.
    private static int Days(Rulebook old, FittingSettings settings)
    {
        var years = new DateOnly(settings.Year, 1, 1).DayNumber - new DateOnly(old.From.Year, 1, 1).DayNumber;
        var later = ((int)settings.WeekStarts - (int)old.Calendar.WeekStarts + 10) % 7 - 3;
        return (int)Math.Round(years / 7m, MidpointRounding.ToEven) * 7 + later;
    }

    private static string Moved(string day, int days) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
            ? read.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : day;

    private static int Indent(string line) =>
        string.IsNullOrWhiteSpace(line) ? int.MaxValue : line.Length - line.TrimStart(' ').Length;

    private static string Print(int year) => year.ToString("0000", CultureInfo.InvariantCulture);

    private static string Print(TimeSpan offset) =>
        (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh\\:mm", CultureInfo.InvariantCulture);

    private static string Print(DueTime due) => string.Create(
        CultureInfo.InvariantCulture, $"{{days_after: {due.DaysAfter}, at: \"{due.At:HH\\:mm}\"}}");

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex("^ *- \\{?name:")]
    private static partial Regex Named();

    [GeneratedRegex("(?<![0-9])[0-9]{4}(?=-(?:[0-9]{2}|W|Q|H)|年)")]
    private static partial Regex Year();

    [GeneratedRegex("(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")]
    private static partial Regex Day();

    [GeneratedRegex("""\{title: (?:"[^"]*"|[^,}]*), document: (?:"[^"]*"|[^,}]*)""")]
    private static partial Regex Inline();
}
