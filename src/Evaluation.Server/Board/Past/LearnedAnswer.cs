using Evaluation.Office.Ledger;

namespace Evaluation.Server.Board.Past;

/// <summary>What was learned about a week as data: what changed, and the units that moved.</summary>
/// <param name="Before">The earlier position.</param>
/// <param name="After">The later position.</param>
/// <param name="Rulebooks">Documents by which editions were adopted.</param>
/// <param name="Targets">Documents by which targets were given.</param>
/// <param name="Roster">Units entered, renamed, moved to another group or left.</param>
/// <param name="Firms">Files of firms taken into others, or independent again.</param>
/// <param name="Closed">Weeks that were closed.</param>
/// <param name="Sealed">Weeks whose bulletins were sealed.</param>
/// <param name="Facts">Facts and periods up to the week's end, by unit and day.</param>
/// <param name="Units">The units that moved, group by group in the later order.</param>
public sealed record LearnedAnswer(
    string Week, long Before, long After, IReadOnlyList<string> Rulebooks, IReadOnlyList<string> Targets,
    IReadOnlyList<string> Roster, IReadOnlyList<string> Firms, IEnumerable<string> Closed, IEnumerable<string> Sealed,
    IEnumerable<LearnedFactAnswer> Facts, IEnumerable<UnitLearned> Units)
{
    /// <summary>A difference as data.</summary>
    public static LearnedAnswer Of(Learned learned) => new(
        learned.Week.Id, learned.Before, learned.After, learned.Frame.Rulebooks, learned.Frame.Targets,
        learned.Frame.Roster, learned.Frame.Firms, learned.Frame.Closed.Select(week => week.Id),
        learned.Frame.Sealed.Select(week => week.Id), learned.Facts.Select(LearnedFactAnswer.Of),
        learned.Units.Where(unit => unit.Moved));
}

/// <summary>A fact or period as data; the fields are those of <see cref="FactLearned"/>.</summary>
public sealed record LearnedFactAnswer(
    string Unit, string Fact, string Kind, DateOnly On, string Change, long? Since, decimal Before, decimal After)
{
    /// <summary>A fact as data.</summary>
    public static LearnedFactAnswer Of(FactLearned fact) => new(
        fact.Unit, fact.Fact, fact.Kind, fact.On, NameOf(fact.Change), fact.Since, fact.Before, fact.After);

    /// <summary>A change in one word.</summary>
    public static string NameOf(FactChange change) => change switch
    {
        FactChange.Came => "came",
        FactChange.Went => "went",
        FactChange.Changed => "changed",
        _ => "recounted",
    };
}
