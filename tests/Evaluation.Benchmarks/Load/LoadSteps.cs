using Evaluation.Office.Adjustments;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Office.Projects;
using Evaluation.Office.Reports;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adjustments;
using Evaluation.Server.Adoption;
using Evaluation.Server.Claims;
using Evaluation.Server.Firms;
using Evaluation.Server.Projects;
using Evaluation.Server.Publication;
using Evaluation.Server.Reports;
using Evaluation.Server.Units;

namespace Evaluation.Benchmarks.Load;

/// <summary>One command of a made-up district.</summary>
/// <param name="At">When it is given.</param>
/// <param name="Account">By whom.</param>
/// <param name="Unit">For which unit; null for the office.</param>
/// <param name="Command">Makes the command from its signature.</param>
public sealed record LoadStep(DateTimeOffset At, string Account, string? Unit, Func<Signature, object> Command)
{
    /// <summary>The stream that no later step looks at; null when one may.</summary>
    public string? Done { get; init; }

    /// <summary>The command, signed.</summary>
    public object Signed() => Command(new Signature(Account, Unit, At, "load", "load"));
}

/// <summary>A made-up district as the commands that its office is given, in order of time.</summary>
public static class LoadSteps
{
    private const string Office = "gao";
    private const string Verifier = "zhou";

    private static readonly string[] FirmFields = ["enterprise", "referred_by"];

    /// <summary>
    /// The steps. Editions are adopted ten days before they come into force, weeks are closed two days after their end,
    /// every half year a unit gets another name; a firm or project is filed on the Monday of the week that first names
    /// it.
    /// </summary>
    public static IEnumerable<LoadStep> Of(LoadDistrict district, IReadOnlyList<string> editions)
    {
        var (waiting, number) = (new PriorityQueue<LoadStep, (DateTimeOffset At, long Number)>(), 0L);
        var (monday, filed) = (district.Settings.From, new HashSet<string>(StringComparer.Ordinal));
        Wait(Opening(district, editions).Concat(Renames(district)).Concat(Closings(district)));
        Wait(district.Reports().Select(Report).Concat(district.Decisions().Select(Decision)));
        foreach (var week in district.Claims().Chunk(Math.Max(1, district.Settings.ClaimsAWeek)))
        {
            // What lies before the week can wait for nothing more: no claim comes before the week it is of.
            while (waiting.TryPeek(out _, out var next) && next.At < At(monday, 0))
            {
                yield return waiting.Dequeue();
            }

            Wait(Files(week, At(monday, 7), filed).Concat(week.SelectMany(Claim)));
            monday = monday.AddDays(7);
        }

        while (waiting.TryDequeue(out var step, out _))
        {
            yield return step;
        }

        void Wait(IEnumerable<LoadStep> steps)
        {
            foreach (var step in steps)
            {
                waiting.Enqueue(step, (step.At, number++));
            }
        }
    }

    /// <summary>The district is founded, its units enter, its editions are adopted.</summary>
    public static IEnumerable<LoadStep> Opening(LoadDistrict district, IReadOnlyList<string> editions)
    {
        var (founded, from) = (At(district.Settings.From.AddDays(-20), 8), district.Settings.From);
        yield return new LoadStep(founded, Office, null, by => new FoundDistrict(
            by, new DistrictFounded("bench", "测量区", DayOfWeek.Monday, LoadDistrict.Offset, "测量办")));
        foreach (var unit in district.Units)
        {
            yield return new LoadStep(founded, Office, null, by => new ChangeRoster(
                by, new UnitEntered(unit.Name, unit.Name, unit.Group, unit.Group, from), null));
        }

        foreach (var (text, i) in editions.Select((text, i) => (text, i)))
        {
            var adopted = At(RulebookReader.Read(text).Rulebook!.From.AddDays(-10), 9);
            yield return new LoadStep(
                adopted, Office, null, by => new AdoptRulebook(by, text, $"考〔{i + 1}〕号", null));
        }
    }

    /// <summary>A firm is filed.</summary>
    public static LoadStep Firm(DateTimeOffset at, string firm) => new(at, Verifier, null, by => new FileFirm(
        by, new FirmFiled(firm, firm, null, "新材料", false), []));

    /// <summary>A claim is reported, verified, and where it is so corrected and reversed.</summary>
    public static IEnumerable<LoadStep> Claim(LoadClaim claim)
    {
        var last = claim.ReversedAt ?? claim.Correction?.At ?? claim.VerifiedAt;
        string? Done(DateTimeOffset at) => at == last ? Evaluation.Office.Claims.Claim.StreamOf(claim.Id) : null;
        yield return new LoadStep(claim.ReportedAt, "chen", claim.Unit, by => new ReportClaim(
            by, claim.Id, claim.Unit, claim.Kind, claim.OccurredOn, Texts(claim.Kind, claim.Values),
            claim.Shares.Count > 1 ? claim.Shares : [], []));
        yield return new LoadStep(claim.VerifiedAt, Verifier, null, by => new VerifyClaim(by, claim.Id, "", null))
        {
            Done = Done(claim.VerifiedAt),
        };
        if (claim.Correction is { } correction)
        {
            var changed = correction.Values.Where(pair => claim.Values[pair.Key] != pair.Value).ToDictionary();
            yield return new LoadStep(correction.At, Verifier, null, by => new CorrectClaim(
                by, claim.Id, null, Texts(claim.Kind, changed), null, "更正", null))
            {
                Done = Done(correction.At),
            };
        }

        if (claim.ReversedAt is { } reversed)
        {
            yield return new LoadStep(reversed, Verifier, null, by => new ReverseClaim(
                by, new ClaimReversed(claim.Id, "不属实", "考1号"), null))
            {
                Done = Done(reversed),
            };
        }
    }

    private static IEnumerable<LoadStep> Renames(LoadDistrict district)
    {
        for (var half = 1; half < district.Settings.Weeks / 26; half++)
        {
            var unit = district.Units[half % district.Units.Count].Name;
            var day = district.Settings.From.AddDays(182 * half);
            yield return new LoadStep(At(day.AddDays(-3), 10), Office, null, by => new ChangeRoster(
                by, new UnitRenamed(unit, unit + "（改）", day), null));
        }
    }

    private static IEnumerable<LoadStep> Closings(LoadDistrict district) => Enumerable.Range(0, district.Settings.Weeks)
        .Select(number => new Week(district.Settings.From.AddDays(7 * number)))
        .Select(week => new LoadStep(At(week.End.AddDays(2), 18), "ma", null, by => new CloseWeek(by, week)));

    private static LoadStep Report(LoadReport report)
    {
        var week = new Week(report.WeekStart);
        return new LoadStep(
            report.SubmittedAt, "chen", report.Unit, by => new SubmitReport(by, report.Unit, week, report.Nil))
        {
            Done = WeeklyReport.StreamOf(report.Unit, week),
        };
    }

    private static LoadStep Decision(LoadDecision made) => made.Reverses is { } reversed
        ? new LoadStep(At(made.On, 17), Office, null, by => new ReverseAdjustment(
            by, new AdjustmentReversed(reversed, made.Id, made.On, made.On, made.Id, "复核"), null))
        : new LoadStep(At(made.On, 16), Office, null, by => new DecideAdjustment(
            by, new AdjustmentDecided(made.Id, made.Unit, made.Points, made.On, made.On, made.Id, "示例")));

    // Firms before the projects that name them.
    private static IEnumerable<LoadStep> Files(
        IReadOnlyList<LoadClaim> week, DateTimeOffset at, HashSet<string> filed) =>
    [
        .. week
            .SelectMany(claim =>
                FirmFields.Where(claim.Values.ContainsKey).Select(field => claim.Values[field].Text!))
            .Where(filed.Add).Select(firm => Firm(at, firm)),
        .. week.Where(claim => claim.Kind == BuiltInKinds.Signing).SelectMany(signing => Project(signing, at)),
    ];

    private static IEnumerable<LoadStep> Project(LoadClaim signing, DateTimeOffset at)
    {
        string Text(string field) => signing.Values[field].Text!;
        var project = new ProjectFiled(
            Text("project"), Text("project"), Text("enterprise"), Text("industry"), null,
            signing.Values["contracted"].Number!.Value, 0m);
        yield return new LoadStep(at, Verifier, null, by => new FileProject(by, project));
        yield return new LoadStep(at, Verifier, null, by => new NameIntroducer(
            by, new IntroducerNamed(project.Project, signing.Unit), null));
    }

    // What units report: the rest of the values is on file.
    private static Dictionary<string, string> Texts(string kind, IReadOnlyDictionary<string, Value> values) =>
        BuiltInKinds.Find(kind)!.Fields.Where(field => values.ContainsKey(field.Name)).ToDictionary(
            field => field.Name, field => LoadFiles.Text(field, values[field.Name]), StringComparer.Ordinal);

    private static DateTimeOffset At(DateOnly day, int hour) =>
        new(day.ToDateTime(new TimeOnly(hour, 0)), LoadDistrict.Offset);
}
