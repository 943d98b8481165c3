using System.Globalization;
using System.Text.RegularExpressions;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Tests.SecondCount;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Claims;
using Evaluation.Server.Firms;
using Evaluation.Server.Projects;

namespace Evaluation.Server.Tests.Chain;

/// <summary>
/// An office that does anything an office can do, at random but so that a good part of it is accepted. Time advances
/// with every step, and to the next cut-off whenever a week is closed.
/// </summary>
internal sealed partial class RandomOffice
{
    private static readonly string[] Firms = ["鼎新", "衡澜", "砚洲", "端江", "星湖", "羚峡", "莲塘"];
    private static readonly string[] Leaders = ["top", "member", "staff"];
    private static readonly string[] Stages = ["registered", "started", "production", "scaled"];
    private static readonly DateOnly NewYear = new(2023, 1, 1);

    private readonly Town town;
    private readonly Chance chance;
    private readonly SealedBytes bytes;
    private readonly (int Weight, Func<Task> Do)[] steps;
    private readonly Dictionary<string, Drawn> claims = new(StringComparer.Ordinal);
    private readonly List<string> units = ["桂城街道", "永安镇", "区教育局", "区财政局"];
    private readonly List<string> projects = [];
    private DateTimeOffset clock;
    private int drawn;

    public RandomOffice(Town town, Chance chance, SealedBytes bytes, DateTimeOffset clock, Tally tally)
    {
        (this.town, this.chance, this.bytes, this.clock, Tally) = (town, chance, bytes, clock, tally);
        steps =
        [
            (26, ReportAsync), (24, VerifyAsync), (3, RefuseAsync), (3, ReturnAsync), (2, WithdrawAsync),
            (6, CorrectAsync),
            (5, ReverseAsync), (3, ProjectAsync), (3, SubmitAsync), (4, AdjustAsync), (2, TakeBackAsync),
            (6, RosterAsync),
            (1, AdoptAsync), (2, TargetAsync), (1, CalendarAsync), (22, WeekAsync), (7, ReissueAsync), (5, LodgeAsync),
            (4, RuleAsync),
            (3, WithdrawAppealAsync), (1, RebuildAsync), (2, SimulateAsync),
        ];
    }

    /// <summary>What was asked for and what became of it.</summary>
    public Tally Tally { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateOnly Today => DateOnly.FromDateTime(clock.DateTime);

    /// <summary>Files the firms that claims will name.</summary>
    public async Task OpenAsync()
    {
        foreach (var firm in Firms.Skip(1))
        {
            var name = $"肇庆{firm}科技有限公司";
            await town.DoAsync(
                "zhou", Town.Monday, by => new FileFirm(by, new FirmFiled(firm, name, null, "新材料", false), []));
        }
    }

    /// <summary>Takes one step.</summary>
    public async Task StepAsync()
    {
        clock = clock.AddSeconds(20);
        var at = chance.Between(0, steps.Sum(step => step.Weight) - 1);
        foreach (var (weight, work) in steps)
        {
            if ((at -= weight) < 0)
            {
                await work();
                return;
            }
        }
    }

    private async Task<bool> AskAsync(string kind, string account, string? unit, Func<Signature, object> command)
    {
        var request = $"drawn-{++drawn}";
        var by = new Signature(account, unit, clock, request, request);
        return Tally.Count(kind, await town.SendAsync(command(by))).IsAccepted;
    }

    // Mostly of the last days, and now and then of a week that was sealed long ago.
    private DateOnly Day() => chance.Of100(65)
        ? Today.AddDays(-chance.Between(0, 10))
        : NewYear.AddDays(chance.Between(0, Math.Max(0, Today.DayNumber - NewYear.DayNumber)));

    private string Id(string letter) => string.Create(CultureInfo.InvariantCulture, $"{letter}{++drawn}");

    private Drawn? Any(params ClaimStatus[] standing)
    {
        // Now and then one that is in no fit state for it.
        var fit = claims.Values.Where(one => standing.Contains(one.Status) || chance.Of100(2)).ToList();
        return fit.Count == 0 ? null : chance.Pick<Drawn>(fit);
    }

    private async Task ReportAsync()
    {
        var (id, unit, on) = (Id("C"), chance.Pick<string>(units), chance.Of100(3) ? Today.AddDays(3) : Day());
        var project = projects.Count > 0 && chance.Of100(15) ? chance.Pick<string>(projects) : null;
        var kind = project is not null ? BuiltInKinds.Stage : chance.Of100(75) ? BuiltInKinds.Visit
            : BuiltInKinds.Referral;
        var facts = new Dictionary<string, string>();
        if (project is not null)
        {
            (facts["project"], facts["stage"]) = (project, chance.Pick(Stages));
        }
        else
        {
            facts["enterprise"] = chance.Of100(3) ? "无名厂" : chance.Pick(Firms);
            facts[kind == BuiltInKinds.Visit ? "leader" : "visitor_rank"] =
                kind == BuiltInKinds.Visit ? chance.Pick(Leaders) : chance.Pick("principal", "executive", "manager");
        }

        if (await AskAsync(
            $"report {kind}", $"r.{unit}", unit,
            by => new ReportClaim(by, id, unit, kind, on, facts, [], ["照片.jpg"])))
        {
            claims[id] = new Drawn(id, unit, kind, ClaimStatus.Reported);
        }
    }

    private Task VerifyAsync() => DecideAsync(
        "verify", ClaimStatus.Verified, (by, one) => new VerifyClaim(by, one.Id, "", null), ClaimStatus.Reported);

    private Task RefuseAsync() => DecideAsync(
        "refuse", ClaimStatus.Refused, (by, one) => new RefuseClaim(by, new ClaimRefused(one.Id, "无佐证"), null),
        ClaimStatus.Reported);

    private Task ReturnAsync() => DecideAsync(
        "return", ClaimStatus.Returned, (by, one) => new ReturnClaim(by, new ClaimReturned(one.Id, "请补日期"), null),
        ClaimStatus.Reported);

    private Task ReverseAsync() => DecideAsync(
        "reverse", ClaimStatus.Reversed,
        (by, one) => new ReverseClaim(by, new ClaimReversed(one.Id, "不属实", "试〔2023〕8号"), null),
        ClaimStatus.Verified);

    private async Task DecideAsync(
        string kind, ClaimStatus then, Func<Signature, Drawn, object> command, params ClaimStatus[] standing)
    {
        if (Any(standing) is { } one && await AskAsync(kind, chance.Pick("zhou", "xu"), null, by => command(by, one)))
        {
            claims[one.Id] = one with { Status = then };
        }
    }

    private async Task WithdrawAsync()
    {
        if (Any(ClaimStatus.Reported, ClaimStatus.Returned) is { } one
            && await AskAsync(
                "withdraw", $"r.{one.Unit}", one.Unit,
                by => new WithdrawClaim(by, new ClaimWithdrawn(one.Id, "填错"), null)))
        {
            claims[one.Id] = one with { Status = ClaimStatus.Withdrawn };
        }
    }

    // A unit puts right what was sent back, the office also what counts already, with another day or leader.
    private async Task CorrectAsync()
    {
        if (Any(ClaimStatus.Returned, ClaimStatus.Verified) is not { Kind: not BuiltInKinds.Stage } one)
        {
            return;
        }

        var returned = one.Status == ClaimStatus.Returned;
        DateOnly? on = chance.Of100(50) ? Day() : null;
        var changes = new Dictionary<string, string> { ["enterprise"] = chance.Pick(Firms) };
        if (one.Kind == BuiltInKinds.Visit)
        {
            changes["leader"] = chance.Pick(Leaders);
        }

        if (await AskAsync(
            "correct", returned ? $"r.{one.Unit}" : "zhou", returned ? one.Unit : null,
            by => new CorrectClaim(by, one.Id, on, changes, null, "核对后更正", null)) && returned)
        {
            claims[one.Id] = one with { Status = ClaimStatus.Reported };
        }
    }

    private async Task ProjectAsync()
    {
        var project = Id("P");
        if (await AskAsync("file project", "zhou", null, by => new FileProject(
            by, new ProjectFiled(
                project, $"项目{project}", chance.Pick(Firms), "新材料", null, 3 * Money.Yi, 2 * Money.Yi))))
        {
            projects.Add(project);
            var unit = chance.Pick<string>(units);
            await AskAsync(
                "name introducer", "zhou", null,
                by => new NameIntroducer(by, new IntroducerNamed(project, unit), null));
        }
    }

    /// <summary>
    /// An edition that differs in points, in what becomes of late facts and in what successors are handed.
    /// </summary>
    public static string Edition(string seed, int number, Chance chance)
    {
        const string repeat = "    repeat: {same: [enterprise], within_days: 30";
        var text = Examples().Replace(seed, "").Replace("edition: 1", $"edition: {number}", StringComparison.Ordinal)
            .Replace($"    gives: 0.5\n{repeat}", $"    gives: {chance.Pick("0.4", "0.5", "0.6")}\n{repeat}",
                StringComparison.Ordinal);
        text = chance.Of100(30)
            ? text.Replace("\nbulletin:\n", "\nbulletin:\n  late: issue\n", StringComparison.Ordinal) : text;
        return chance.Of100(50)
            ? text.Replace("ranking:\n", "ranking:\n  succession: carry\n", StringComparison.Ordinal) : text;
    }

    [GeneratedRegex(@"(?m)^    examples:\n(?:      .*\n)+")]
    private static partial Regex Examples();

    private sealed record Drawn(string Id, string Unit, string Kind, ClaimStatus Status);
}
