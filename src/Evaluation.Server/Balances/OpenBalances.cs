using Evaluation.Office.Balances;
using Evaluation.Office.Decisions;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Checks;
using Evaluation.Rulebooks.Units;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Balances;

/// <summary>Opens the balances with which a district begins within a year (期初结转), or replaces them.</summary>
[For(Roles.Committee)]
public sealed record OpenBalances(Signature By, BalancesRequest Request, long? Version);

/// <summary>Decides on balances.</summary>
public static class OpenBalancesHandler
{
    private const int MostRemarks = 30;

    /// <summary>Opens the balances, and names what does not go on with them.</summary>
    public static async Task<Outcome> Handle(
        OpenBalances command, IDocumentSession session, RuleSets ruleSets, CancellationToken ct)
    {
        // What is read after it may be newer, and then this fails on saving.
        await session.KeptAsync<Roster>(RosterFold.Stream, ct);
        var office = await BeginningReader.OfAsync(session, ruleSets, ct);
        BalancesOpened? opened = null;
        var outcome = await session.DecideAsync<OpenedBalances>(
            command.By, OpenedBalances.Stream,
            standing =>
            {
                var decision = BalanceDecider.Open(standing, command.Request, command.By.Account, office);
                opened = decision.Events.OfType<BalancesOpened>().SingleOrDefault();
                return decision;
            },
            command.Version, ct);
        return !outcome.IsAccepted ? outcome : outcome with { Remarks = Remarks(office, opened!) };
    }

    private static IReadOnlyList<string> Remarks(BeginningFile office, BalancesOpened opened)
    {
        if (opened.Balances.Count == 0)
        {
            return ["期初结转已撤回。"];
        }

        var left = OpeningCheck.Of(
            office.Rules,
            office.Roster with { Begins = office.Begun?.Week.Start, Opening = opened.ToOpening() });
        return
        [
            $"考评自{opened.Day:yyyy-MM-dd}起；此前发生的事项不另计分，已含在结转数内。",
            .. left.Take(MostRemarks).Select(one => one.Text),
            .. left.Count > MostRemarks ? [$"另有{left.Count - MostRemarks}项不能结转或没有结转。"]
                : Array.Empty<string>(),
        ];
    }
}
