using Evaluation.Office.Adoption;
using Evaluation.Office.Decisions;
using Evaluation.Office.Imports;
using Evaluation.Office.Mandates;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Mandates;
using Evaluation.Server.Units;
using Account = Evaluation.Server.Accounts.Account;
using PersonRow = Evaluation.Office.Imports.PersonRow;

namespace Evaluation.Server.Founding;

/// <summary>Who hands in the list of a district, and how what follows is sent.</summary>
/// <param name="Doer">The same person for the audit of accounts.</param>
/// <param name="MakesAccounts">Whether the person looks after the installation's accounts.</param>
/// <param name="GivesMandates">Whether the person says in the district who is what.</param>
/// <param name="AskAsync">Sends a command to the district.</param>
internal sealed record FoundingHand(
    string District, Signature By, Doer Doer, bool MakesAccounts, bool GivesMandates,
    Func<object, Task<Outcome>> AskAsync);

/// <summary>A list that was checked.</summary>
/// <param name="Plan">What it would do.</param>
/// <param name="People">The people in it by account; those whom the installation does not know have no account.</param>
internal sealed record CheckedList(
    FoundingPlan Plan, IReadOnlyList<(string Account, string Person, Account? Known)> People)
{
    /// <summary>How many accounts it would make.</summary>
    public int NewAccounts => People.Count(one => one.Known is null);
}

/// <summary>What was taken.</summary>
/// <param name="Units">Units that entered.</param>
/// <param name="Leaders">Leaders that were appointed.</param>
/// <param name="Mandates">Mandates that were given.</param>
/// <param name="Links">The people who have to choose a pass-phrase, with their links, which are shown once.</param>
internal sealed record TakenList(
    int Units, int Leaders, int Mandates, IReadOnlyList<(string Person, MadeLink Link)> Links)
{
    /// <summary>Why the rest was not taken; null when all was. The links that were made hold all the same.</summary>
    public Refusal? Refused { get; init; }
}

/// <summary>
/// Takes the list with which a district begins: first everything is decided, then it is stored in three steps, the
/// roster, the accounts, the mandates. What is there already is passed over, so that a list that was cut off is sent
/// again.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
/// <param name="desk">Makes accounts.</param>
internal sealed class FoundingDesk(Databases databases, RuleSets ruleSets, AccountBook book, AccountDesk desk)
{
    /// <summary>Reads and decides; stores nothing.</summary>
    /// <returns>The list; null with everything that is wrong.</returns>
    public async Task<FilesResult<CheckedList>> CheckAsync(
        IReadOnlyDictionary<string, TextTable> tables, FoundingHand hand, CancellationToken ct)
    {
        var read = FoundingFile.Read(tables);
        var notes = tables.Values.Where(table => !table.Account.IsPlain)
            .SelectMany(table => table.Account.Sentences).ToList();
        var (list, faults) = (read.List, read.Faults.ToList());
        var people = new List<(string Account, string Person, Account? Known)>();
        foreach (var row in list.People.DistinctBy(row => row.Account))
        {
            var known = await book.FindAsync(row.Account, ct);
            people.Add((row.Account, row.Name, known));
            faults.AddRange(Wrong(row, known, hand) is { } wrong ? [wrong] : []);
        }

        await using var session = databases.Session(hand.District);
        var ids = people.ToDictionary(one => one.Account, one => one.Known?.Id ?? one.Account, StringComparer.Ordinal);
        var plan = FoundingPlan.Of(
            list with { People = [.. list.People.Select(row => row with { Account = ids[row.Account] })] },
            new FoundingOffice(
                await session.StateAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty,
                ruleSets.Of(await session.StateAsync<Editions>(Editions.Stream, ct) ?? Editions.None),
                await session.StateAsync<MandateRoll>(MandateRoll.Stream, ct) ?? MandateRoll.Empty,
                hand.By.Account, DateOnly.FromDateTime(hand.By.At.DateTime)));
        faults.AddRange(plan.Faults);
        return new FilesResult<CheckedList>(faults.Count == 0 ? new CheckedList(plan, people) : null, faults)
        {
            Notes = notes,
        };
    }

    /// <summary>Takes a list that was checked.</summary>
    public async Task<Result<TakenList>> TakeAsync(CheckedList list, FoundingHand hand, CancellationToken ct)
    {
        var plan = list.Plan;
        if (plan.Changes.Count > 0
            && (await hand.AskAsync(new TakeRoster(hand.By, plan.Changes))).Refusal is { } refusal)
        {
            return refusal;
        }

        var links = new List<(string, MadeLink)>();
        foreach (var (account, person, known) in list.People.Where(one => one.Known?.Phrase is null))
        {
            var refused = await TroubleAsync(async () =>
            {
                var made = known is null
                    ? await desk.AddAsync(account, person, administrator: false, hand.Doer, ct)
                    : hand.MakesAccounts ? await desk.LinkAsync(account, hand.Doer, ct) : null;
                links.AddRange(made is { Refusal: null } ? [(person, made.Value)] : []);
                return made?.Refusal;
            });
            if (refused is not null)
            {
                return Taken(0, refused);
            }
        }

        for (var given = 0; given < plan.Mandates.Count; given++)
        {
            var mandate = plan.Mandates[given] with { Mandate = GiveMandate.NewNumber() };
            var refused = await TroubleAsync(async () =>
                (await hand.AskAsync(new GiveMandate(hand.By, mandate, hand.Doer.Address))).Refusal);
            if (refused is not null)
            {
                return Taken(given, refused);
            }
        }

        return Taken(plan.Mandates.Count, null);

        TakenList Taken(int mandates, Refusal? refused) => new(
            plan.Changes.OfType<UnitEntered>().Count(), plan.Changes.OfType<LeaderAppointed>().Count(), mandates, links)
        {
            Refused = refused,
        };
    }

    // The links are shown once: what was made is shown even if the database fails half-way.
    private static async Task<Refusal?> TroubleAsync(Func<Task<Refusal?>> step)
    {
        try
        {
            return await step();
        }
        catch (Exception e) when (DatabaseTrouble.RefusalOf(e) is not null)
        {
            return DatabaseTrouble.RefusalOf(e)! with { Remedy = "请稍后把同一份名单再提交一次，已登记的不会重复。" };
        }
    }

    private static Fault? Wrong(PersonRow row, Account? known, FoundingHand hand)
    {
        var refusal = known is null ? AccountRules.Check(row.Account, row.Name) : null;
        return !hand.GivesMandates
                ? At("", "人员的职责由管理员授予。", "请删去“人员”各行，由管理员上传。")
            : refusal is not null
                ? At(
                    refusal.Where == "name" ? FoundingFile.Account : FoundingFile.Person, refusal.What, refusal.Remedy)
            : known is { } other && other.Person != row.Name
                ? At(
                    FoundingFile.Account, $"登录名“{other.Id}”属于“{other.Person}”。",
                    "请核对姓名；不是同一人的另取登录名。")
            : known?.LockedFor is not null
                ? At(FoundingFile.Account, $"“{row.Name}”的账号已锁定。", "请先由管理员解除，或改由他人办理。")
            : known is null && !hand.MakesAccounts
                ? At(FoundingFile.Account, $"“{row.Name}”还没有账号。", "请先由系统管理员在“人员”里登记。")
            : null;

        Fault At(string column, string what, string remedy) =>
            new(row.Location.File, row.Location.Row, column, what, remedy);
    }
}
