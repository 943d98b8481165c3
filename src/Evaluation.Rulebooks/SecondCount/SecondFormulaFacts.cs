using System.Globalization;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;

namespace Evaluation.Rulebooks.SecondCount;

// What a fact says, and what is known of others.
internal sealed partial class SecondFormula
{
    // Another fact of the unit up to the day that says the same in the field, and a word in a further one.
    private bool Exists(IReadOnlyList<Syntax> arguments, SecondScope at)
    {
        var (fact, kind, field) = (at.Fact!, ((TextSyntax)arguments[0]).Text, NameOf(arguments[1]));
        return fact.Values.ContainsKey(field) && input.FactsOf(at.Unit).Any(other => other.OccurredOn <= at.Day
            && other.Kind == kind && other.Id != fact.Id && other.Values.ContainsKey(field)
            && input.Same([field], fact, other)
            && (arguments.Count == 2 || input.Alike(
                SecondInput.TextOf(other, NameOf(arguments[2])), ((TextSyntax)arguments[3]).Text)));
    }

    private decimal Credited(string clause, SecondScope at) => made.Of(at.Unit, clause, DateOnly.MinValue, at.Day)
        .Where(line => line.Fact == at.Fact!.Id).Sum(line => line.OfClause);

    private static decimal Between(string first, string last) =>
        Day(first) is { } from && Day(last) is { } to ? to.DayNumber - from.DayNumber : 0m;

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;

    // A field that is not given is 0, empty or false.
    private static object Field(FieldDefinition field, Fact fact)
    {
        var value = fact.Values.GetValueOrDefault(field.Name);
        return field.Type switch
        {
            FieldType.Integer or FieldType.Decimal or FieldType.Money => value.Number ?? 0m,
            FieldType.Flag => value.Flag ?? false,
            _ => value.Text ?? "",
        };
    }
}
