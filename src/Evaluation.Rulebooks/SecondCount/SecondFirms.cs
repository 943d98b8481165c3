using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.SecondCount;

/// <summary>Reads every file of a firm that was taken into another one as the file at the end.</summary>
internal static class SecondFirms
{
    /// <summary>A fact with its firms as they are read.</summary>
    public static Fact Read(Fact fact, MergedFirms firms, SecondInput input)
    {
        var fields = (input.EditionOn(fact.OccurredOn)?.Kinds ?? KindSet.BuiltIn).FieldsOf(fact.Kind)
            .Where(field => field.Type == FieldType.Enterprise).Select(field => field.Name).ToList();
        return fact with
        {
            Values = fact.Values.ToDictionary(
                one => one.Key,
                one => fields.Contains(one.Key) && one.Value.Text is { } text ? Value.Of(Last(text, firms))
                    : one.Value),
        };
    }

    // From file to file; whoever comes to a file where he was before stays where he began.
    private static string Last(string firm, MergedFirms firms)
    {
        var (at, passed) = (firm, new List<string>());
        while (firms.All.LastOrDefault(one => Alike(one.Firm, at)) is { } merged)
        {
            passed.Add(at);
            at = merged.Into;
            if (passed.Exists(one => Alike(one, at)))
            {
                return firm;
            }
        }

        return at;
    }

    private static bool Alike(string one, string other) => SecondNames.Letters(one) == SecondNames.Letters(other);
}
