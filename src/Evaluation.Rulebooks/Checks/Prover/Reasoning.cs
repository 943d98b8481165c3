using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;

namespace Evaluation.Rulebooks.Checks.Prover;

/// <summary>
/// Decides whether conditions can hold together: they are divided into cases, and a case is possible when its numbers,
/// words and flags can all be met. What is not understood counts as possible, so that only what is certain is reported.
/// </summary>
internal sealed class Reasoning(ProofContext setting)
{
    private const int MostCases = 60;

    private readonly Linearizer linearizer = new(setting);
    private readonly Dictionary<string, Syntax> unknowns = new(StringComparer.Ordinal);

    /// <summary>Whether the condition can hold at all; null always holds.</summary>
    public bool Possible(Syntax? condition) => condition is null || Cases(condition, true).Any(Possible);

    /// <summary>Whether the conditions can hold together.</summary>
    public bool Possible(params IEnumerable<Syntax?> conditions) => Possible(FormulaSentence.All(conditions));

    /// <summary>Whether the second condition holds wherever the first does.</summary>
    public bool Implies(Syntax? first, Syntax second) => !Possible(first, FormulaSentence.Not(second));

    /// <summary>Bounds that single names have wherever the condition holds.</summary>
    public IReadOnlyDictionary<string, Span> Narrowed(Syntax? condition)
    {
        var cases = condition is null ? [] : Cases(condition, true).Where(Possible).ToList();
        return cases.SelectMany(one => one.Bounds.SelectMany(bound => bound.Sum.Unknowns.Keys)).Distinct()
            .Where(name => setting.Find(name) is { Sort: Sort.Number })
            .ToDictionary(
                name => name, name => cases.Select(one => Span(name, one)).Aggregate((a, b) => a.Or(b)),
                StringComparer.Ordinal);
    }

    private Span Span(string name, Case one)
    {
        var span = setting.Find(name)!.Span;
        foreach (var bound in one.Bounds.Where(bound => bound.Sum.Unknowns.Count == 1))
        {
            if (bound.Sum.Unknowns.TryGetValue(name, out var times))
            {
                var at = -bound.Sum.Constant / times;
                span = times > 0m ? span with { Low = Math.Max(at, span.Low ?? at) }
                    : span with { High = Math.Min(at, span.High ?? at) };
            }
        }

        return span;
    }

    private ImmutableArray<Case> Cases(Syntax syntax, bool yes) => syntax switch
    {
        NotSyntax s => Cases(s.Operand, !yes),
        BinarySyntax { Operator: "and" or "or" } s => (s.Operator == "and") == yes
            ? Both(Cases(s.Left, yes), () => Cases(s.Right, yes))
            : [.. Cases(s.Left, yes), .. Cases(s.Right, yes)],
        BinarySyntax s => Comparison(s, yes),
        InSyntax { Operand: NameSyntax word } s when Members(s) is { } words => [Case.Of(word.Name, words, yes)],
        _ => [Flag(syntax, yes)],
    };

    private ImmutableArray<Case> Both(ImmutableArray<Case> left, Func<ImmutableArray<Case>> other)
    {
        var possible = left.Where(Possible).ToList();
        var right = possible.Count == 0 ? [] : other();

        // Too many cases: what the right side says is left out, which can only make more possible.
        return possible.Count * right.Length > MostCases
            ? [.. possible]
            : [.. possible.SelectMany(one => right.Select(one.And))];
    }

    private static Case Flag(string name, bool yes) => Case.Empty with { Flags = Case.Empty.Flags.Add((name, yes)) };

    private Case Flag(Syntax syntax, bool yes)
    {
        var flag = Flag(FormulaSentence.Of(syntax), yes);
        return syntax is CallSyntax { Function: "given", Arguments: [NameSyntax field] }
            && setting.Find(field.Name) is { } known
            ? Given(flag, field, known, yes)
            : syntax is CallSyntax { Function: "has_target", Arguments: [NameSyntax measure] } && !yes
                ? flag.And(Zero(new CallSyntax("target", [measure], measure.At)))
                : flag;
    }

    // A field that is not given is 0, empty or no.
    private Case Given(Case flag, NameSyntax field, Domain known, bool yes) =>
        yes ? flag
        : known.Always ? flag.And(Flag(FormulaSentence.Of(field), true)).And(Flag(FormulaSentence.Of(field), false))
        : known.Sort == Sort.Number ? flag.And(Zero(field))
        : known.Sort == Sort.Words ? flag.And(Case.Of(field.Name, [""], true))
        : known.Sort == Sort.Flag ? flag.And(Flag(field.Name, false))
        : flag;

    private Case Zero(Syntax number) => Case.Of(Bound(SumOf(number).Times(-1m), false));

    private ImmutableHashSet<string>? Members(InSyntax syntax) =>
        setting.Find(((NameSyntax)syntax.Operand).Name) is { Sort: Sort.Day } ? null
        : syntax.Members is [NameSyntax list] && setting.ListOf(list.Name) is { } words ? [.. words]
        : syntax.Members.All(member => member is TextSyntax)
            ? [.. syntax.Members.Select(member => ((TextSyntax)member).Text)]
        : null;

    private ImmutableArray<Case> Comparison(BinarySyntax syntax, bool yes)
    {
        var sign = yes ? syntax.Operator : Opposite(syntax.Operator);
        if (Days(syntax) is { } days)
        {
            return Numbers(sign, days.Left, days.Right);
        }

        if (!IsText(syntax.Left) && !IsText(syntax.Right))
        {
            return Numbers(sign, SumOf(syntax.Left), SumOf(syntax.Right));
        }

        return (sign, syntax.Left, syntax.Right) switch
        {
            ("=" or "!=", NameSyntax name, TextSyntax word) => [Case.Of(name.Name, [word.Text], sign == "=")],
            ("=" or "!=", TextSyntax word, NameSyntax name) => [Case.Of(name.Name, [word.Text], sign == "=")],
            ("=" or "!=", TextSyntax one, TextSyntax other) =>
                one.Text == other.Text == (sign == "=") ? [Case.Empty] : [],
            _ => [Flag(
                FormulaSentence.Of(syntax with { Operator = sign is "!=" or ">=" or "<=" ? Opposite(sign) : sign }),
                sign is "=" or ">" or "<")],
        };
    }

    private ImmutableArray<Case> Numbers(string sign, Sum left, Sum right)
    {
        var (more, less) = (left.Minus(right), right.Minus(left));
        return sign switch
        {
            ">=" => [Case.Of(Bound(more, false))],
            ">" => [Case.Of(Bound(more, true))],
            "<=" => [Case.Of(Bound(less, false))],
            "<" => [Case.Of(Bound(less, true))],
            "=" => [Case.Of(Bound(more, false)).And(Case.Of(Bound(less, false)))],
            _ => [Case.Of(Bound(more, true)), Case.Of(Bound(less, true))],
        };
    }

    // Days are compared as texts, yyyy-MM-dd; one that is not given is before all others.
    private (Sum Left, Sum Right)? Days(BinarySyntax syntax) =>
        Day(syntax.Left) is { } left && Day(syntax.Right) is { } right ? (left, right) : null;

    private Sum? Day(Syntax syntax) => syntax switch
    {
        TextSyntax text => ProofContext.Day(text.Text) is { } day ? Sum.Of(day) : null,
        NameSyntax name when setting.Find(name.Name) is { Sort: Sort.Day } => SumOf(name),
        _ => null,
    };

    private bool IsText(Syntax syntax) =>
        syntax is TextSyntax
        || (syntax is NameSyntax name && setting.Find(name.Name) is { Sort: Sort.Words or Sort.Day });

    private Sum SumOf(Syntax syntax)
    {
        foreach (var one in FormulaSentence.Inside(syntax))
        {
            unknowns.TryAdd(FormulaSentence.Of(one), one);
        }

        return linearizer.SumOf(syntax);
    }

    // Where only whole numbers are possible, more than 3 is at least 4.
    private AtLeast Bound(Sum sum, bool more)
    {
        var whole = sum.Unknowns.Count > 0 && sum.Unknowns.Keys.All(Whole);
        var scaled = whole && sum.Unknowns.Count == 1 ? sum.Times(1m / Math.Abs(sum.Unknowns.Values.First())) : sum;
        return whole && scaled.Unknowns.Values.All(times => times == decimal.Floor(times))
            ? new AtLeast(
                scaled with
                {
                    Constant = more ? decimal.Ceiling(scaled.Constant) - 1m : decimal.Floor(scaled.Constant),
                }, false)
            : new AtLeast(sum, more);
    }

    private bool Whole(string unknown) => linearizer.Whole(unknowns[unknown]);

    private bool Possible(Case one) =>
        one.Flags.All(flag => !one.Flags.Contains((flag.Name, !flag.Yes)))
        && one.Words.GroupBy(said => said.Name).All(said => PossibleWord(said.Key, said))
        && AtLeast.Possible(
            one.Bounds.Concat(one.Bounds.SelectMany(bound => bound.Sum.Unknowns.Keys).Distinct().SelectMany(Natural)));

    private bool PossibleWord(string name, IEnumerable<(string Name, ImmutableHashSet<string> Words, bool Among)> said)
    {
        var allowed = setting.Find(name)?.Words;
        var not = ImmutableHashSet<string>.Empty;
        foreach (var (_, words, among) in said)
        {
            (allowed, not) = among ? (allowed?.Intersect(words) ?? words, not) : (allowed, not.Union(words));
        }

        return allowed is null || allowed.Except(not).Count > 0;
    }

    // What holds of an unknown whatever the facts are.
    private IEnumerable<AtLeast> Natural(string unknown)
    {
        var span = linearizer.Bounds(unknowns[unknown]);
        if (span.Low is { } low)
        {
            yield return new AtLeast(Sum.Of(unknown).Plus(Sum.Of(-low)), false);
        }

        if (span.High is { } high)
        {
            yield return new AtLeast(Sum.Of(high).Minus(Sum.Of(unknown)), false);
        }

        if (setting.Kind is null && MeasureParts.WholeOf(setting.Rulebook, unknown) is { } whole)
        {
            yield return new AtLeast(Sum.Of(whole).Minus(Sum.Of(unknown)), false);
        }
    }

    private static string Opposite(string sign) => sign switch
    {
        "=" => "!=",
        "!=" => "=",
        "<" => ">=",
        ">=" => "<",
        ">" => "<=",
        _ => ">",
    };

    // One way in which a condition can hold.
    private sealed record Case(
        ImmutableArray<AtLeast> Bounds, ImmutableArray<(string Name, ImmutableHashSet<string> Words, bool Among)> Words,
        ImmutableArray<(string Name, bool Yes)> Flags)
    {
        public static readonly Case Empty = new([], [], []);

        public static Case Of(AtLeast bound) => Empty with { Bounds = [bound] };

        public static Case Of(string name, ImmutableHashSet<string> words, bool among) =>
            Empty with { Words = [(name, words, among)] };

        public Case And(Case other) =>
            new(Bounds.AddRange(other.Bounds), Words.AddRange(other.Words), Flags.AddRange(other.Flags));
    }
}
