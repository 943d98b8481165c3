using System.Collections.Immutable;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Office.Laboratory;

/// <summary>What is tried: another edition, facts left out, facts added. It changes copies and nothing else.</summary>
public sealed record TrialInput
{
    /// <summary>The draft; null to keep the editions in force.</summary>
    public Rulebook? Draft { get; init; }

    /// <summary>Whether the draft decides on every day, also outside of the days that it names.</summary>
    public bool Everywhere { get; init; }

    /// <summary>Facts left out, by claim, report or adjustment.</summary>
    public ImmutableArray<string> Without { get; init; } = [];

    /// <summary>Facts added, each with its unit.</summary>
    public ImmutableArray<Fact> With { get; init; } = [];

    /// <summary>
    /// The editions as tried. A draft takes the place of the edition of its name and number; as a new one it comes
    /// last, as if it had been adopted.
    /// </summary>
    public RuleSet Rules(RuleSet live)
    {
        if (Draft is not { } draft)
        {
            return live;
        }

        if (Everywhere)
        {
            var all = live.InOrder.Add(draft);
            return live.With([draft with { From = all.Min(one => one.From), To = all.Max(one => one.To) }]);
        }

        var same = live.InOrder.FirstOrDefault(one => one.Id == draft.Id && one.Edition == draft.Edition);
        return live.With(same is null
            ? live.InOrder.Add(draft)
            : live.InOrder.Replace(same, draft, ReferenceEqualityComparer.Instance));
    }

    /// <summary>The district as tried.</summary>
    public Snapshot Known(Snapshot now) => now with
    {
        Entries =
        [
            .. now.Entries.Where(entry => !Without.Contains(entry.Fact)),
            .. With.Select(fact => new LedgerEntry(
                fact.Id, fact.Unit, fact.Kind, fact.OccurredOn, fact.Part, fact.Values, now.Position, null)),
        ],
    };
}
