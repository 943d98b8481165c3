using Evaluation.Rulebooks.Units;

namespace Evaluation.Office.Units;

/// <summary>Builds the roster from the events of its stream.</summary>
public static class RosterFold
{
    /// <summary>The stream of the units.</summary>
    public const string Stream = "roster";

    /// <summary>The roster after an event of its stream.</summary>
    public static Roster Evolve(Roster? roster, object @event)
    {
        roster ??= Roster.Empty;
        return @event switch
        {
            UnitEntered e =>
                roster with { Terms = roster.Terms.Add(new UnitTerm(e.Unit, e.Name, e.Kind, e.Group, e.From, null)) },
            UnitRegrouped e => roster.Split(e.Unit, e.From, term => term with { Group = e.Group }),
            UnitRenamed e => roster.Split(e.Unit, e.From, term => term with { Name = e.Name }),
            UnitLeft e => roster.End(e.Unit, e.To),
            UnitsMerged e => roster.Succeed(
                new Succession([.. e.Units], [new SuccessorShare(e.Into, 1m)], e.From, e.Document, e.Reason),
                e.Name is null ? [] : [new UnitTerm(e.Into, e.Name, e.Kind ?? "", e.Group ?? "", e.From, null)]),
            UnitSplit e => roster.Succeed(
                new Succession(
                    [e.Unit], [.. e.Into.Select(part => new SuccessorShare(part.Unit, part.Share))], e.From, e.Document,
                    e.Reason),
                [.. e.Into.Select(part => new UnitTerm(part.Unit, part.Name, part.Kind, part.Group, e.From, null))]),
            LeaderAppointed e =>
                roster with { Leaders = roster.Leaders.Add(new LeaderTerm(e.Unit, e.Person, e.Post, e.From, null)) },
            LeaderReleased e => roster with
            {
                Leaders = roster.Leaders.ConvertAll(term =>
                    term.Unit == e.Unit && term.Person == e.Person && term.To is null ? term with { To = e.To } : term),
            },
            _ => throw new InvalidOperationException($"{@event.GetType().Name} does not belong to a roster."),
        };
    }

    // The running term ends the day before and one with the change follows it in the same place of the order.
    private static Roster Split(this Roster roster, string unit, DateOnly from, Func<UnitTerm, UnitTerm> change)
    {
        var at = roster.Terms.FindIndex(term => term.Unit == unit && term.To is null);
        var running = roster.Terms[at];
        var next = change(running with { From = from });
        return roster with
        {
            Terms = running.From == from
                ? roster.Terms.SetItem(at, next)
                : roster.Terms.SetItem(at, running with { To = from.AddDays(-1) }).Insert(at + 1, next),
        };
    }

    private static Roster Succeed(this Roster roster, Succession succession, IReadOnlyList<UnitTerm> entering)
    {
        var ended = succession.From.Aggregate(roster, (known, unit) => known.End(unit, succession.Day.AddDays(-1)));
        var at = ended.Terms.FindLastIndex(term => term.Unit == succession.From[0]);
        return ended with
        {
            Terms = ended.Terms.InsertRange(at + 1, entering),
            Successions = roster.Successions.Add(succession),
        };
    }

    private static Roster End(this Roster roster, string unit, DateOnly to) =>
        roster with
        {
            Terms = roster.Terms.ConvertAll(
                term => term.Unit == unit && term.To is null ? term with { To = to } : term),
        };
}
