using Evaluation.Office.Adjustments;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Office.Imports;
using Evaluation.Office.Projects;
using Evaluation.Office.Targets;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Units;
using Evaluation.Server.Adjustments;
using Evaluation.Server.Adoption;
using Evaluation.Server.Calendars;
using Evaluation.Server.Claims;
using Evaluation.Server.Firms;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Projects;
using Evaluation.Server.Publication;
using Evaluation.Server.Reports;
using Evaluation.Server.Targets;
using Evaluation.Server.Units;

namespace Evaluation.Server.Imports;

/// <summary>The command that a row of a history file becomes.</summary>
/// <param name="At">When it was given.</param>
/// <param name="Account">By whom.</param>
/// <param name="Unit">For which unit.</param>
/// <param name="Mark">
/// File, row and part: the command's causation, by which a second load knows that it was done.
/// </param>
/// <param name="Command">Makes the command from its signature.</param>
public sealed record HistoryStep(
    DateTimeOffset At, string Account, string? Unit, string Mark, Func<Signature, object> Command)
{
    /// <summary>
    /// The mark of a later step that leaves nothing to do for this one: weeks were sealed before drafts were confirmed.
    /// </summary>
    public string? OverWith { get; init; }
}

/// <summary>Turns a history into the commands that would have made it, in order of time.</summary>
public static class HistorySteps
{
    private const string Office = "office";
    private const string Illustrative = "示意文本，未印发";

    private static readonly IReadOnlyList<string> Confirmers = ForAttribute.Of(typeof(ConfirmWeek));

    /// <summary>All steps of a history.</summary>
    /// <exception cref="ArgumentException">The rulebook cannot be read.</exception>
    public static IReadOnlyList<HistoryStep> Of(History history)
    {
        var (rulebook, findings) = RulebookReader.Read(history.Rulebook);
        if (rulebook is null)
        {
            throw new ArgumentException($"{history.RulebookName}: {findings[0]}", nameof(history));
        }

        var offset = rulebook.Calendar.Offset;
        var opening = Morning(rulebook.From, offset);
        return
        [
            .. Opening(history, opening, offset)
                .Concat(Roster(history, opening, offset))
                .Concat(Targets(history, opening, offset))
                .Concat(Files(history))
                .Concat(Claims(history))
                .Concat(history.Reports.Select(row => new HistoryStep(
                    row.SubmittedAt, row.Account, row.Unit, row.Location.ToString(),
                    by => new SubmitReport(by, row.Unit, row.Week, row.Nil))))
                .Concat(history.Decisions.Select(row => Decision(row, offset)))
                .Concat(Weeks(history))
                .OrderBy(step => step.At), // Stable: rows of one moment keep the order of the files.
        ];
    }

    private static IEnumerable<HistoryStep> Opening(History history, DateTimeOffset opening, TimeSpan offset)
    {
        var row = history.District;
        yield return new HistoryStep(opening, Office, null, row.Location.ToString(),
            by => new FoundDistrict(
                by, new DistrictFounded(row.District, row.Name, row.WeekStarts, offset, row.Issuer)));
        yield return new HistoryStep(opening, Office, null, history.RulebookName,
            by => new AdoptRulebook(by, history.Rulebook, Illustrative, null));
        foreach (var year in history.Calendar.GroupBy(day => day.Document, StringComparer.Ordinal))
        {
            yield return new HistoryStep(opening, Office, null, $"{year.First().Location} stated",
                by => new StateCalendar(by, CalendarFile.Notice([.. year], year.Key), null));
        }
    }

    private static IEnumerable<HistoryStep> Roster(History history, DateTimeOffset opening, TimeSpan offset)
    {
        var successions = RosterRow.Successions(history.Roster, Illustrative);
        foreach (var unit in history.Roster.GroupBy(row => row.Unit, StringComparer.Ordinal))
        {
            var rows = unit.OrderBy(row => row.From).ToList();
            var made = successions.Any(one => one.Day == rows[0].From && one.Makes(unit.Key));
            for (var i = made ? 1 : 0; i < rows.Count; i++)
            {
                var row = rows[i];
                var at = Later(opening, Morning(row.From, offset));
                foreach (var (part, change) in Changes(i == 0 ? null : rows[i - 1], row))
                {
                    yield return Change(at, row.Location, part, change);
                }
            }

            if (rows[^1] is { To: { } to, Successors.Count: 0 })
            {
                yield return Change(Morning(to, offset), rows[^1].Location, "left", new UnitLeft(unit.Key, to));
            }
        }

        foreach (var one in successions)
        {
            var location = history.Roster.First(row => row.Unit == one.From[0] && row.Successors.Count > 0).Location;
            yield return Change(
                Later(opening, Morning(one.Day, offset)), location, "succeeded", Succeeded(one, history.Roster));
        }

        foreach (var row in history.Leaders)
        {
            yield return Change(
                Later(opening, Morning(row.From, offset)), row.Location, "",
                new LeaderAppointed(row.Unit, row.Person, row.Post, row.From));
            if (row.To is { } to)
            {
                yield return Change(
                    Morning(to, offset), row.Location, "released", new LeaderReleased(row.Unit, row.Person, to));
            }
        }
    }

    private static object Succeeded(Succession one, IReadOnlyList<RosterRow> roster)
    {
        var entering = one.To.ConvertAll(to => (to.Share, Row: roster.First(row => row.Unit == to.Unit)));
        return one.Merges
            ? entering[0].Row is var row && row.From == one.Day
                ? new UnitsMerged(one.From, row.Unit, row.Name, row.Kind, row.Group, one.Day, one.Document, one.Reason)
                : new UnitsMerged(one.From, row.Unit, null, null, null, one.Day, one.Document, one.Reason)
            : new UnitSplit(
                one.From[0],
                [.. entering.Select(
                    to => new SplitPart(to.Row.Unit, to.Row.Name, to.Row.Kind, to.Row.Group, to.Share))],
                one.Day, one.Document, one.Reason);
    }

    private static IEnumerable<(string Part, object Change)> Changes(RosterRow? before, RosterRow row)
    {
        if (before is null)
        {
            yield return ("", new UnitEntered(row.Unit, row.Name, row.Kind, row.Group, row.From));
            yield break;
        }

        if (before.Group != row.Group)
        {
            yield return ("group", new UnitRegrouped(row.Unit, row.Group, row.From));
        }

        if (before.Name != row.Name)
        {
            yield return ("name", new UnitRenamed(row.Unit, row.Name, row.From));
        }
    }

    private static HistoryStep Change(DateTimeOffset at, RowLocation location, string part, object change) =>
        new(at, Office, null, $"{location} {part}".TrimEnd(), by => new ChangeRoster(by, change, null));

    // A unit gets its targets once it is on the roster.
    private static IEnumerable<HistoryStep> Targets(History history, DateTimeOffset opening, TimeSpan offset)
    {
        var entered = history.Roster.GroupBy(row => row.Unit, StringComparer.Ordinal).ToDictionary(
            unit => unit.Key, unit => Later(opening, Morning(unit.Min(row => row.From), offset)),
            StringComparer.Ordinal);
        return history.Targets
            .GroupBy(row => entered.GetValueOrDefault(row.Target.Unit, opening))
            .Select(rows => new HistoryStep(
                rows.Key, Office, null, $"{rows.First().Location} given", by => new GiveTargets(
                    by, new TargetsGiven(Illustrative, [.. rows.Select(row => row.Target)]), null)));
    }

    private static IEnumerable<HistoryStep> Files(History history)
    {
        foreach (var row in history.Enterprises)
        {
            yield return new HistoryStep(row.FiledAt, row.FiledBy, null, row.Location.ToString(), by => new FileFirm(
                by, new FirmFiled(row.Enterprise, row.Name, row.CreditCode, row.Industry, row.ChainLeader),
                row.Aliases));
        }

        foreach (var row in history.Projects)
        {
            yield return new HistoryStep(row.FiledAt, row.FiledBy, null, row.Location.ToString(), by => new FileProject(
                by, new ProjectFiled(
                    row.Project, row.Name, row.Enterprise, row.Industry, row.Parent, row.Contracted, row.FixedAsset)));
            if (row.Introducer is { } unit)
            {
                yield return new HistoryStep(row.FiledAt, row.FiledBy, null, $"{row.Location} introducer",
                    by => new NameIntroducer(by, new IntroducerNamed(row.Project, unit), null));
            }

            if (row.Shares.Count > 0)
            {
                yield return new HistoryStep(row.FiledAt, row.FiledBy, null, $"{row.Location} shares",
                    by => new AgreeShares(by, new SharesAgreed(row.Project, row.Shares, row.Source), null));
            }
        }
    }

    private static IEnumerable<HistoryStep> Claims(History history)
    {
        var units = history.Facts.ToDictionary(row => row.Id, row => row.Unit, StringComparer.Ordinal);
        foreach (var row in history.Facts)
        {
            yield return new HistoryStep(
                row.RecordedAt, row.RecordedBy ?? Office, row.Unit, row.Location.ToString(), by => new ReportClaim(
                    by, row.Id, row.Unit, row.Kind, row.OccurredOn, row.Fields, row.Shares, row.Evidence));
        }

        foreach (var row in history.Handling)
        {
            var byUnit = history.People.Any(person => person.Account == row.Account && person.Unit is not null);
            var own = row.Step is "withdrawn" || (row.Step is "corrected" && byUnit);
            var unit = own ? units.GetValueOrDefault(row.Claim) : null;
            yield return new HistoryStep(row.At, row.Account, unit, row.Location.ToString(), by => row.Step switch
            {
                "verified" => new VerifyClaim(by, row.Claim, row.Reason, null),
                "returned" => new ReturnClaim(by, new ClaimReturned(row.Claim, row.Reason), null),
                "refused" => new RefuseClaim(by, new ClaimRefused(row.Claim, row.Reason), null),
                "corrected" => new CorrectClaim(by, row.Claim, row.OccurredOn, row.Changes, null, row.Reason, null),
                "withdrawn" => new WithdrawClaim(by, new ClaimWithdrawn(row.Claim, row.Reason), null),
                _ => new ReverseClaim(by, new ClaimReversed(row.Claim, row.Reason, row.Document), null),
            });
        }
    }

    private static HistoryStep Decision(DecisionRow row, TimeSpan offset) => new(
        Morning(row.DecidedOn, offset), row.DecidedBy ?? Office, null, row.Location.ToString(),
        by => row.Reverses is { } reversed
            ? new ReverseAdjustment(
                by,
                new AdjustmentReversed(
                    reversed, row.Id, row.DecidedOn, row.EffectiveOn, row.Document, row.Reason),
                null)
            : new DecideAdjustment(
                by,
                new AdjustmentDecided(
                    row.Id, row.Unit, row.Points, row.DecidedOn, row.EffectiveOn, row.Document, row.Reason)));

    private static IEnumerable<HistoryStep> Weeks(History history)
    {
        foreach (var row in history.Weeks)
        {
            yield return new HistoryStep(
                row.ClosedAt, row.ClosedBy, null, $"{row.Location} closed", by => new CloseWeek(by, row.Week));
            foreach (var (claim, reason) in row.CarriedOver)
            {
                yield return new HistoryStep(row.ClosedAt, row.ClosedBy, null, $"{row.Location} {claim}",
                    by => new CarryOver(by, new ClaimCarriedOver(row.Week, claim, reason)));
            }

            // The files do not say who confirmed: the loader confirms and seals what the draft then is.
            var sealing = $"{row.Location} sealed";
            yield return new HistoryStep(
                row.SealedAt, Confirmer(history, row), null, $"{row.Location} confirmed",
                by => new ConfirmWeek(by, row.Week, null) { AsItStands = true })
            {
                OverWith = sealing,
            };
            yield return new HistoryStep(
                row.SealedAt, row.SealedBy, null, sealing, by => new SealBulletin(by, row.Week, row.Document, null));
        }
    }

    // Who may confirm and neither closed nor seals the week, a closer first; where there is nobody, who closed it.
    private static string Confirmer(History history, WeekRow row) => history.People
        .Where(person => Confirmers.Contains(person.Role)
            && person.Account != row.ClosedBy && person.Account != row.SealedBy)
        .OrderBy(person => person.Role == Roles.Closer ? 0 : 1)
        .Select(person => person.Account).FirstOrDefault(row.ClosedBy);

    private static DateTimeOffset Morning(DateOnly day, TimeSpan offset) =>
        new(day.ToDateTime(new TimeOnly(8, 0)), offset);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
