using Evaluation.Office.Adoption;
using Evaluation.Office.Mandates;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Founding;

/// <summary>What a district has on the way to its first week.</summary>
/// <param name="Roster">Its units.</param>
/// <param name="Rules">The adopted editions.</param>
/// <param name="Days">Its holidays.</param>
/// <param name="Roll">Who is what.</param>
/// <param name="Closed">The closed weeks; null while there is none and no beginning.</param>
/// <param name="First">The file of the first closed week; null while none was closed.</param>
/// <param name="Waiting">Accounts that nobody can sign in with yet.</param>
/// <param name="Today">The day in the district's time.</param>
internal sealed record SetupState(
    DistrictFounded District, Roster Roster, RuleSet Rules, WorkingDays Days, MandateRoll Roll, ClosedWeeks? Closed,
    WeekFile? First, IReadOnlySet<string> Waiting, DateOnly Today)
{
    /// <summary>The week with which the evaluation begins: as decided or closed, else the present one.</summary>
    public Week Week => Closed?.Begun?.Week ?? Closed?.First ?? Week.Of(Today, District.WeekStarts);

    /// <summary>Who has one of some roles now or later.</summary>
    public IReadOnlyList<MandateGiven> With(params string[] roles) =>
        [.. Holding.Where(one => roles.Contains(one.Role))];

    private IEnumerable<MandateGiven> Holding => Roll.Mandates
        .Where(one => one.Ended is null && !(one.Given.To < Today)).Select(one => one.Given);

    /// <summary>Reads it.</summary>
    public static async Task<SetupState> ReadAsync(
        IQuerySession session, RuleSets ruleSets, AccountBook book, DateOnly today, CancellationToken ct)
    {
        var closed = await session.StateAsync<ClosedWeeks>(ClosedWeeks.Stream, ct);
        var roll = await session.StateAsync<MandateRoll>(MandateRoll.Stream, ct) ?? MandateRoll.Empty;
        var entered = (await book.AllAsync(ct)).Where(one => one.Phrase is not null && one.LockedFor is null)
            .Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        return new SetupState(
            (await session.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct))!,
            await session.StateAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty,
            ruleSets.Of(await session.StateAsync<Editions>(Editions.Stream, ct) ?? Editions.None),
            await session.StateAsync<WorkingDays>(WorkingDays.Stream, ct) ?? WorkingDays.None,
            roll, closed,
            closed?.First is { } first ? await session.StateAsync<WeekFile>(WeekFile.StreamOf(first), ct) : null,
            roll.Mandates.Select(one => one.Given.Account).Where(account => !entered.Contains(account))
                .ToHashSet(StringComparer.Ordinal),
            today);
    }
}
