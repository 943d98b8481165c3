using System.Collections.Immutable;
using System.Globalization;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.Checks.Prover;

/// <summary>The type of a name's values.</summary>
internal enum Sort
{
    Number,
    Words,
    Day,
    Flag,
}

/// <summary>What is known of a name before any fact is seen.</summary>
/// <param name="Sort">A number, words, a day or yes and no.</param>
/// <param name="Span">Of a number or day: its bounds.</param>
/// <param name="Whole">Whether it counts.</param>
internal sealed record Domain(Sort Sort, Span Span, bool Whole = false)
{
    /// <summary>The only words it can be; null for any.</summary>
    public ImmutableHashSet<string>? Words { get; init; }

    /// <summary>Whether it is an amount in yuan.</summary>
    public bool Money { get; init; }

    /// <summary>Whether a fact always gives it.</summary>
    public bool Always { get; init; }
}

/// <summary>
/// What the names of a formula mean where it is written: the fields of a kind, or the measures of a period.
/// </summary>
internal sealed class ProofContext(Rulebook rulebook, string? kind, Span? weight = null)
{
    private static readonly ImmutableHashSet<string> Reports = ["on_time", "late", "missing"];

    private readonly Dictionary<string, FieldDefinition> fields =
        kind is null ? [] : rulebook.Kinds.FieldsOf(kind).ToDictionary(field => field.Name, StringComparer.Ordinal);

    public Rulebook Rulebook => rulebook;

    /// <summary>The kind of fact; null when a period is judged.</summary>
    public string? Kind => kind;

    /// <summary>What is known of a name; null for a name of no known meaning.</summary>
    public Domain? Find(string name)
    {
        if (fields.TryGetValue(name, out var field))
        {
            return Field(field);
        }

        if (kind is null && rulebook.Measures.FirstOrDefault(measure => measure.Name == name) is { } measure)
        {
            return Measure(measure);
        }

        if (rulebook.Parameters.FirstOrDefault(one => one.Name == name) is { IsNumber: true } parameter)
        {
            var numbers = Holding(parameter).ToList();
            return new Domain(Sort.Number, new Span(numbers.Min(), numbers.Max()));
        }

        return name switch
        {
            "unit" or "group" or "unit_kind" => new Domain(Sort.Words, Span.Any),
            "report" => new Domain(Sort.Words, Span.Any) { Words = Reports },
            "nil_report" => new Domain(Sort.Flag, Span.Any),
            "occurred_on" => new Domain(Sort.Day, new Span(rulebook.From.DayNumber, rulebook.To.DayNumber), Whole: true)
            {
                Always = true,
            },
            "part" or "elapsed" or "judged" => new Domain(Sort.Number, new Span(0m, 1m)),
            "weight" when weight is { } span => new Domain(Sort.Number, span),
            "units" => new Domain(Sort.Number, new Span(1m, null), Whole: true),
            _ => null,
        };
    }

    /// <summary>The words of a list; null when there is none of that name, or when it changes while in force.</summary>
    public IReadOnlySet<string>? ListOf(string name) =>
        rulebook.Parameters.FirstOrDefault(one => one.Name == name) is { IsList: true } list
        && list.Lists.All(one => one.From <= rulebook.From || one.From > rulebook.To)
            ? list.WordsOn(rulebook.From) : null;

    /// <summary>The numbers in a table.</summary>
    public IEnumerable<decimal> RowsOf(string table) => rulebook.Parameters.Where(one => one.Name == table)
        .SelectMany(one => one.Tables).SelectMany(one => one.Rows.Values);

    /// <summary>The numbers of a parameter that hold on some day in force.</summary>
    public IEnumerable<decimal> Holding(Parameter parameter) => parameter.Numbers
        .Where(one => rulebook.From < one.From && one.From <= rulebook.To).Select(one => one.Number)
        .Append(parameter.On(rulebook.From));

    /// <summary>A day as a number; null when the text is none.</summary>
    public static decimal? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.DayNumber : null;

    private Domain Field(FieldDefinition field) => field.Type switch
    {
        FieldType.Integer => new Domain(Sort.Number, field.Negative ? Span.Any : Span.FromZero, Whole: true)
        {
            Always = field.Required,
        },
        FieldType.Decimal => new Domain(
            Sort.Number, field.Negative || kind == BuiltInKinds.Adjustment ? Span.Any : Span.FromZero)
        {
            Always = field.Required,
        },
        FieldType.Money => new Domain(Sort.Number, Span.FromZero) { Money = true, Always = field.Required },
        FieldType.Flag => new Domain(Sort.Flag, Span.Any) { Always = field.Required },
        FieldType.Date => new Domain(Sort.Day, Span.Any, Whole: true) { Always = field.Required },
        FieldType.Choice => new Domain(Sort.Words, Span.Any)
        {
            Words = [.. field.Choices.Select(choice => choice.Word), .. field.Required ? Array.Empty<string>() : [""]],
            Always = field.Required,
        },
        _ => new Domain(Sort.Words, Span.Any) { Always = field.Required },
    };

    private Domain Measure(Measure measure) => measure.Value?.Tree is { } made
        ? new Domain(Sort.Number, new Linearizer(this).Bounds(made))
        : measure.Sum is null
        ? new Domain(Sort.Number, Span.FromZero, Whole: measure.Takes is not (Taking.Mean or Taking.Median))
        : new Domain(Sort.Number, Added(measure))
        {
            Money = new ProofContext(rulebook, measure.Kind) is var summed
                && measure.Sum.Tree is NameSyntax { Name: var name }
                && summed.Find(name) is { Money: true },
        };

    // Of any number of facts: of one sign where each is.
    private Span Added(Measure measure)
    {
        var once = measure.Sum?.Tree is { } sum
            ? new Linearizer(new ProofContext(rulebook, measure.Kind)).Bounds(sum) : Span.FromZero;
        return once.Low >= 0m ? Span.FromZero : once.High <= 0m ? new Span(null, 0m) : Span.Any;
    }
}
