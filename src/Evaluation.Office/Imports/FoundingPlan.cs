using Evaluation.Office.Mandates;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Imports;

/// <summary>What a district has before its list is taken.</summary>
/// <param name="Rules">The adopted editions.</param>
/// <param name="By">The account that hands the list in.</param>
/// <param name="Today">The day in the district's time.</param>
public sealed record FoundingOffice(Roster Roster, RuleSet Rules, MandateRoll Roll, string By, DateOnly Today);

/// <summary>What the list of a district would do, decided row by row as it is when it is taken.</summary>
/// <param name="Changes">The new units and leaders.</param>
/// <param name="Mandates">The new mandates, without their names.</param>
/// <param name="Faults">The rows that are refused; with one of them nothing may be taken.</param>
public sealed record FoundingPlan(
    IReadOnlyList<object> Changes, IReadOnlyList<MandateGiven> Mandates, IReadOnlyList<Fault> Faults)
{
    private const string Reason = "启用名单";

    // What deciders call a place, and the column in which it stands.
    private static readonly Dictionary<string, string> OfUnits = new(StringComparer.Ordinal)
    {
        ["unit"] = FoundingFile.Short,
        ["name"] = FoundingFile.Name,
        ["kind"] = FoundingFile.Kind,
        ["group"] = FoundingFile.Group,
        ["from"] = FoundingFile.From,
    };

    private static readonly Dictionary<string, string> OfPeople = new(StringComparer.Ordinal)
    {
        ["unit"] = FoundingFile.Unit,
        ["person"] = FoundingFile.Person,
        ["post"] = FoundingFile.Post,
        ["from"] = FoundingFile.From,
        ["account"] = FoundingFile.Account,
        ["role"] = FoundingFile.Role,
    };

    /// <summary>Decides on every row; what is in force already is passed over.</summary>
    public static FoundingPlan Of(FoundingList list, FoundingOffice office)
    {
        List<(RowLocation Location, object Change)> rows =
        [
            .. list.Units.Select(row =>
                (row.Location, (object)new UnitEntered(row.Unit, row.Name, row.Kind, row.Group, row.From))),
            .. list.Leaders.Select(row =>
                (row.Location, (object)new LeaderAppointed(row.Unit, row.Person, row.Post, row.From))),
        ];
        var decisions = RosterDecider.Each(office.Roster, rows.Select(row => row.Change), office.Rules).ToList();
        var roster = decisions.SelectMany(one => one.Events).Aggregate(office.Roster, RosterFold.Evolve);
        var (mandates, wrong) = MandatesOf(list.People, office with { Roster = roster });
        return new FoundingPlan(
            [.. decisions.SelectMany(one => one.Events)], mandates,
            [
                .. rows.Zip(decisions).Where(one => one.Second.Refusal is { Kind: not RefusalKind.Repeated })
                    .SelectMany(one => one.Second.Refusal!.All.Select(fault => FaultOf(
                        one.First.Location, fault, one.First.Change is UnitEntered ? OfUnits : OfPeople))),
                .. wrong,
            ]);
    }

    private static (List<MandateGiven> Mandates, List<Fault> Faults) MandatesOf(
        IReadOnlyList<PersonRow> people, FoundingOffice office)
    {
        var (mandates, faults, roll) = (new List<MandateGiven>(), new List<Fault>(), office.Roll);
        foreach (var row in people)
        {
            var unit = row.Unit is { } named ? office.Roster.Listed(named) : null;
            var given = new MandateGiven(
                row.Location.ToString(), row.Account, row.Name, row.Role, unit, office.Today, null, null, Reason);
            if (roll.Mandates.Exists(one => one.Given.Account == given.Account && one.Given.Role == given.Role
                && one.Given.Unit == unit && one.Meets(given)))
            {
                continue;
            }

            var decision = MandateDecider.Give(roll, office.Roster, given, office.By, office.Today);
            if (decision.Refusal is { } refusal)
            {
                faults.Add(FaultOf(row.Location, refusal, OfPeople));
                continue;
            }

            mandates.Add(given);
            roll = MandateRoll.Evolve(roll, given);
        }

        return (mandates, faults);
    }

    private static Fault FaultOf(RowLocation at, Refusal refusal, Dictionary<string, string> columns) => new(
        at.File, at.Row, columns.GetValueOrDefault(refusal.Where, ""), refusal.What, refusal.Remedy);
}
