using System.Collections.Immutable;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Office.Targets;

// These shapes are stored: never change one, add a new version beside it.

/// <summary>
/// Targets were given out (下达目标任务); each replaces the one before of its unit, indicator and period.
/// Stream `targets`.
/// </summary>
/// <param name="Document">Document number (文号).</param>
/// <param name="Targets">At least one, each unit, indicator and period once.</param>
[StoredAs("targets.given.v1")]
public sealed record TargetsGiven(string Document, IReadOnlyList<Target> Targets);

/// <summary>A target and the document that gave it.</summary>
public sealed record GivenTarget(Target Target, string Document);

/// <summary>The targets of a district as they hold now, in the order in which they were given.</summary>
public sealed record GivenTargets(ImmutableList<GivenTarget> All)
{
    /// <summary>The stream of the targets.</summary>
    public const string Stream = "targets";

    /// <summary>None yet.</summary>
    public static readonly GivenTargets None = new([]);

    /// <summary>The targets after an event of their stream.</summary>
    public static GivenTargets Evolve(GivenTargets? given, object @event) => @event switch
    {
        TargetsGiven e => (given ?? None).With(e),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} does not belong to the targets."),
    };

    /// <summary>The same in the form that the scorer reads.</summary>
    public TargetAmounts AsTargets() => new(All.Select(one => one.Target));

    private GivenTargets With(TargetsGiven e)
    {
        var replaced = e.Targets.Select(TargetDecider.Key).ToHashSet();
        return new GivenTargets(All.RemoveAll(one => replaced.Contains(TargetDecider.Key(one.Target)))
            .AddRange(e.Targets.Select(target => new GivenTarget(target, e.Document))));
    }
}
