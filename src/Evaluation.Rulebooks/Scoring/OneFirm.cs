using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>
/// Facts as they are counted: those that name a file which was taken into another name the firm by the file that stays,
/// so that repeats, distinct counts and conditions see one firm. What is stored and printed is not changed.
/// </summary>
public static class OneFirm
{
    /// <summary>
    /// A fact with every firm by the file that stays; the same object when it names none that was taken in.
    /// </summary>
    /// <param name="rules">The editions, which say what fields name firms.</param>
    /// <param name="firms">Which files are of one firm; null while none are.</param>
    public static Fact In(Fact fact, RuleSet rules, MergedFirms? firms)
    {
        if (firms is null)
        {
            return fact;
        }

        var changed = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var field in rules.KindsOn(fact.OccurredOn).FieldsOf(fact.Kind))
        {
            if (field.Type == FieldType.Enterprise && fact.Values.GetValueOrDefault(field.Name).Text is { } named
                && firms.Of(named) is var stays && stays != named)
            {
                changed[field.Name] = Value.Of(stays);
            }
        }

        return changed.Count == 0 ? fact : fact with { Values = Facts.Join(fact.Values, changed) };
    }
}
