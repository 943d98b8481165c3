using System.Diagnostics;
using System.Globalization;
using Evaluation.Benchmarks.Load;
using Evaluation.Benchmarks.Rules;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;

namespace Evaluation.Benchmarks.Sheets;

/// <summary>
/// Calculating the weekly table of sixty units in three years, beside a spreadsheet that sums points with SUMIFS.
/// </summary>
public static class SheetPart
{
    // The spreadsheet takes half a minute.
    private const int Rounds = 1;
    private const string Program = "soffice";

    // What a sum can say: so many points for each fact of a kind, no caps.
    private static readonly Dictionary<string, decimal> Points = new()
    {
        ["visit"] = 0.5m,
        ["trip"] = 0.4m,
        ["referral"] = 1m,
        ["signing"] = 4m,
        ["stage"] = 2m,
        ["increase"] = 3m,
        ["promotion"] = 1.5m,
        ["lead"] = 0.2m,
    };

    /// <summary>Measures; without a spreadsheet program nothing.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, Program))))
        {
            bench.Say($"sheet: left out, there is no {Program}; the Debian package libreoffice-calc has it");
            return [];
        }

        var district = new LoadDistrict(RulesPart.ThreeYears with { Corrected = 0, Reversed = 0 });
        var facts = district.Claims().SelectMany(claim => claim.Facts()).ToList();
        var (units, from) = (district.Units.Select(unit => unit.Name).ToList(), district.Settings.From);
        var folder = Directory.CreateTempSubdirectory("evaluation-sheet-").FullName;
        try
        {
            SheetFile.Write(Path.Combine(folder, "weeks.fods"), units, district.Settings.Weeks, from, facts, Points);
            LoadFiles.Write(district, folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "rulebook.yaml"), Rulebook());
            var rules = new RuleSet([RulesPart.Read(Rulebook())]);
            var byUnit = facts.ToLookup(fact => fact.Unit, StringComparer.Ordinal);
            List<UnitScore> Scores() => [.. units.Select(unit => Scorer.Score(unit, byUnit[unit], rules, district.Roster, null))];
            await SpreadsheetAsync(folder);
            Verify(Scores(), folder, from);
            var whole = await bench.AlternateAsync(
                "sheet, whole process", () => ScoreCommand.SecondsAsync(folder), () => SpreadsheetAsync(folder), Rounds);
            var alone = await bench.AlternateAsync(
                "sheet, in the process", () => Task.FromResult(Bench.Seconds(() => Scores())), () => SpreadsheetAsync(folder), Rounds);
            var peer = $"peer: LibreOffice Calc without a window opens facts with {units.Count} x {district.Settings.Weeks} SUMIFS, calculates and "
                + $"writes the table as CSV, whole process; totals of each unit and week compared before; {facts.Count} facts, "
                + $"{Points.Count} kinds, no caps";
            return
            [
                new Figure("sheet: three years in the process", "s", Goal.Most(1), alone, $"ours: Scorer, one thread, every line; {peer}"),
                new Figure("sheet: three years, whole process", "s", Goal.Most(1), whole, $"ours: ops/evaluation score with weekly reports; {peer}"),
            ];
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static string Rulebook() =>
        $$"""
        rulebook: sheet
        edition: 1
        title: 测量用
        in_force: {from: 2023-01-02, to: 2026-12-31}
        calendar:
          week_starts: monday
          utc_offset: "+08:00"
          report_due: {days_after: 1, at: "12:00"}
          cut_off: {days_after: 2, at: "18:00"}
        clauses:
        {{string.Join('\n', Points.Select(one => string.Create(
            CultureInfo.InvariantCulture,
            $"  - {{id: {one.Key}, text: 每项计{one.Value}分。, unit: 分/项, each: {one.Key}, gives: {one.Value}, cap: none}}")))}}
        ranking: {groups: [镇街, 部门]}
        bulletin: {title: 通报, document: "测〔{year}〕{number}号"}
        """;

    private static async Task<double> SpreadsheetAsync(string folder)
    {
        var start = new ProcessStartInfo(
            Program,
            [
                $"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
                "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false", "--outdir", folder, Path.Combine(folder, "weeks.fods"),
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && File.Exists(Path.Combine(folder, "weeks.csv"))
            ? watch.Elapsed.TotalSeconds
            : throw new UnequalException($"{Program} ended with {process.ExitCode}: {await errors}");
    }

    private static void Verify(List<UnitScore> scores, string folder, DateOnly from)
    {
        var ours = scores.SelectMany(score => score.Sheets)
            .ToDictionary(sheet => (sheet.Unit, Week: (sheet.Week.Start.DayNumber - from.DayNumber) / 7 + 1), sheet => sheet.Total);
        foreach (var row in File.ReadLines(Path.Combine(folder, "weeks.csv")).Skip(1).Select(line => line.Split(',')))
        {
            for (var week = 1; week < row.Length; week++)
            {
                var (here, there) = (ours.GetValueOrDefault((row[0], week)), decimal.Parse(row[week], NumberStyles.Float, CultureInfo.InvariantCulture));
                if (Math.Abs(here - there) > 0.000001m)
                {
                    throw new UnequalException($"{row[0]}, week {week}: we give {here}, the spreadsheet gives {there}.");
                }
            }
        }
    }
}
