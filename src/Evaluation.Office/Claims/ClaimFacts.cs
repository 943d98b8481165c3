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
        if (!partial.Bind(changes).TryGet(out var values, out var refusal))
        {
            return refusal;
        }

        var kept = claim.Facts.Where(pair => !changes.ContainsKey(pair.Key)).ToDictionary();
        var facts = Facts.Join(kept, values);
        return kind.Fields.FirstOrDefault(field => field.Required && !facts.ContainsKey(field.Name)) is { } missing
            ? new Refusal(
                "field-missing", $"“{kind.Label}”缺少“{missing.Label}”。", missing.Name,
                $"请填写“{missing.Label}”（{missing.Name}）。")
            : new ClaimFacts(kind, facts);
    }
}
