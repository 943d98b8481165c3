using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Claims;

/// <summary>The kind and the typed facts of a claim as they were written.</summary>
/// <param name="Kind">The kind in force on the claim's day.</param>
/// <param name="Values">By field name; money in yuan.</param>
public sealed record ClaimFacts(KindDefinition Kind, IReadOnlyDictionary<string, Value> Values)
{
    /// <summary>The facts of a new claim.</summary>
    /// <param name="kinds">The kinds in force on the day.</param>
    /// <param name="kind">The name of the claim's kind.</param>
    /// <param name="on">The day, for the refusal.</param>
    /// <param name="texts">As the unit wrote them.</param>
    public static Result<ClaimFacts> Report(
        KindSet kinds, string kind, DateOnly on, IReadOnlyDictionary<string, string> texts)
    {
        if (kinds.Find(kind) is not { } known)
        {
            return ClaimDecider.UnknownKind(kind, on, kinds);
        }

        return known.Bind(texts).Then<ClaimFacts>(values => new ClaimFacts(known, values));
    }

    /// <summary>The facts of a claim after changes; an empty text removes a fact.</summary>
    /// <param name="kinds">The kinds in force on the day.</param>
    /// <param name="claim">The claim before.</param>
    /// <param name="on">The day after the correction.</param>
    /// <param name="changes">As they were written; facts that are not named keep their values.</param>
    public static Result<ClaimFacts> Correct(
        KindSet kinds, Claim claim, DateOnly on, IReadOnlyDictionary<string, string> changes)
    {
        if (kinds.Find(claim.Kind) is not { } kind)
        {
            return ClaimDecider.UnknownKind(claim.Kind, on, kinds);
        }

        var partial = kind with { Fields = [.. kind.Fields.Select(field => field with { Required = false })] };
        var bound = partial.Bind(changes);
        var kept = claim.Facts.Where(pair => !changes.ContainsKey(pair.Key)).ToDictionary();
        var facts = bound.Refusal is null ? Facts.Join(kept, bound.Value) : kept;

        // Of what is changed and cannot be read it is not said that it is missing too.
        var missing = kind.Fields.Where(field => field.Required && !facts.ContainsKey(field.Name)
            && (bound.Refusal is null || !changes.ContainsKey(field.Name))).Select(kind.Missing);
        return Refusal.Of([.. bound.Refusal is { } unread ? [unread] : Array.Empty<Refusal>(), .. missing])
            is { } refusal ? refusal : new ClaimFacts(kind, facts);
    }
}
