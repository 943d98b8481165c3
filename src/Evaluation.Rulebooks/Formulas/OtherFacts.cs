using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Formulas;

/// <summary>The facts that a unit sees, found by what they have in common with another.</summary>
/// <param name="form">The form in which values that name the same are equal.</param>
internal sealed class OtherFacts(IReadOnlyList<Fact> facts, Func<Value, Value> form)
{
    private readonly Dictionary<(string Kind, string Field), ILookup<Value, Fact>> found = [];

    /// <summary>Whether there is another fact of a kind, up to a day, with the same value in a field.</summary>
    /// <param name="kind">The kind of the other.</param>
    /// <param name="field">The field of both; without a value nothing is the same.</param>
    /// <param name="through">The last day.</param>
    /// <param name="only">A field of the other and its value; null for any.</param>
    public bool Any(Fact fact, string kind, string field, DateOnly through, (string Field, Value Value)? only)
    {
        if (!fact.Values.TryGetValue(field, out var value))
        {
            return false;
        }

        if (!found.TryGetValue((kind, field), out var same))
        {
            found[(kind, field)] = same = facts.Where(one => one.Kind == kind && one.Values.ContainsKey(field))
                .ToLookup(one => form(one.Values[field]));
        }

        return same[form(value)].Any(one => one.Id != fact.Id && one.OccurredOn <= through
            && (only is not { } wanted || form(one.Values.GetValueOrDefault(wanted.Field)) == form(wanted.Value)));
    }
}
