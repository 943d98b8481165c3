using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Decisions;

/// <summary>The answer to a command: the events that follow from it, or the reason why none do. Never both.</summary>
public sealed record Decision
{
    private Decision(IReadOnlyList<object> events, Refusal? refusal) => (Events, Refusal) = (events, refusal);

    /// <summary>What happened; empty when refused.</summary>
    public IReadOnlyList<object> Events { get; }

    /// <summary>Why nothing happened; null when accepted.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Accepts with the given events, in order; refuses if one holds a value out of its range.</summary>
    public static Decision Accept(params IReadOnlyList<object> events) =>
        events.Select(Bounds.Check).FirstOrDefault(refusal => refusal is not null) is { } refusal
            ? Refuse(refusal)
            : new Decision(events, null);

    /// <summary>Refuses.</summary>
    public static Decision Refuse(Refusal refusal) => new([], refusal);

    /// <summary>Refuses because the present state does not allow it.</summary>
    public static Decision Conflict(string code, string what, string where, string remedy) =>
        Refuse(Refusal.Conflict(code, what, where, remedy));

    /// <summary>Refuses because something named does not exist.</summary>
    public static Decision NotFound(string code, string what, string where, string remedy) =>
        Refuse(Refusal.NotFound(code, what, where, remedy));

    /// <summary>Refuses what is wrong in itself: a code, a sentence, a place and a remedy.</summary>
    public static Decision Refuse(string code, string what, string where, string remedy) =>
        Refuse(new Refusal(code, what, where, remedy));

    /// <summary>The same decision, unless it accepts and something else is in the way.</summary>
    public Decision Unless(Refusal? refusal) => Refusal is null && refusal is not null ? Refuse(refusal) : this;

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator Decision(Refusal refusal) => Refuse(refusal);
}
