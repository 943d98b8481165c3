using System.Globalization;
using Evaluation.Core.Claims;
using Evaluation.Core.Rules;

namespace Evaluation.Core.Shadow;

/// <summary>Reckons a formula by walking through it as it was written.</summary>
internal sealed class Reckoning(Papers papers)
{
    /// <summary>The number that a formula gives.</summary>
    public decimal Number(Formula formula, Sight at) => Number(formula.Tree!, at);

    /// <summary>Whether a condition holds; one that is not written always does.</summary>
    public bool Holds(Formula? condition, Sight at) => condition is null || Flag(condition.Tree!, at);

    /// <summary>The points before factors.</summary>
    public decimal Points(Gives gives, Sight at) => gives switch
    {
        FormulaGives g => Number(g.Formula, at),
        TierGives g => Tier(g, Number(g.Of, at)),
        BandGives g => Bands(g, Number(g.Of, at)),
        ChoiceGives g => g.Prices.TryGetValue(Text(g.By.Tree!, at), out var price) ? price.Points : 0m,
        LadderGives g => Ladder(g, at),
        _ => throw new InvalidOperationException(gives.GetType().Name),
    };

    // The highest bound that is reached, the bound itself included; below the lowest nothing.
    private static decimal Tier(TierGives gives, decimal amount)
    {
        var reached = gives.Tiers.Where(tier => tier.From <= amount).ToList();
        return reached.Count == 0 ? 0m : reached.MaxBy(tier => tier.From).Points;
    }

    // Each part of the amount at the price of its own band.
    private static decimal Bands(BandGives gives, decimal amount)
    {
        var points = 0m;
        foreach (var band in gives.Bands.OrderBy(band => band.From))
        {
            var above = gives.Bands.Where(other => other.From > band.From).Select(other => other.From).ToList();
            var upper = above.Count == 0 ? amount : Math.Min(amount, above.Min());
            if (upper > band.From)
            {
                points += (upper - band.From) / gives.Per * band.Price;
            }
        }

        return points;
    }

    // The first condition that holds decides.
    private decimal Ladder(LadderGives gives, Sight at)
    {
        foreach (var (when, give) in gives.Rungs)
        {
            if (Holds(when, at))
            {
                return Number(give, at);
            }
        }

        return 0m;
    }

    private decimal Number(Syntax syntax, Sight at) => (decimal)Of(syntax, at);

    private string Text(Syntax syntax, Sight at) => (string)Of(syntax, at);

    private bool Flag(Syntax syntax, Sight at) => (bool)Of(syntax, at);

    private object Of(Syntax syntax, Sight at) => syntax switch
    {
        NumberSyntax s => s.Number,
        TextSyntax s => s.Text,
        MinusSyntax s => -Number(s.Operand, at),
        NotSyntax s => !Flag(s.Operand, at),
        NameSyntax s => Name(s.Name, at),
        InSyntax s => In(s, at),
        BinarySyntax { Operator: "and" } s => Flag(s.Left, at) && Flag(s.Right, at),
        BinarySyntax { Operator: "or" } s => Flag(s.Left, at) || Flag(s.Right, at),
        BinarySyntax { Operator: "+" } s => Number(s.Left, at) + Number(s.Right, at),
        BinarySyntax { Operator: "-" } s => Number(s.Left, at) - Number(s.Right, at),
        BinarySyntax { Operator: "*" } s => Number(s.Left, at) * Number(s.Right, at),
        BinarySyntax { Operator: "/" } s => Number(s.Left, at) / Number(s.Right, at),
        BinarySyntax s => Compare(s.Operator, Of(s.Left, at), Of(s.Right, at)),
        CallSyntax s => Call(s.Function, s.Arguments, at),
        _ => throw new InvalidOperationException(syntax.GetType().Name),
    };

    private static bool Compare(string sign, object left, object right)
    {
        var order = left is decimal number ? number.CompareTo((decimal)right)
            : string.CompareOrdinal((string)left, (string)right);
        return sign switch
        {
            "=" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            ">=" => order >= 0,
            _ => throw new InvalidOperationException(sign),
        };
    }

    private bool In(InSyntax syntax, Sight at)
    {
        var text = Text(syntax.Operand, at);
        return syntax.Members is [NameSyntax name] && Parameter(name.Name, at) is { IsList: true } list
            ? list.Lists.LastOrDefault(one => one.From <= at.Day, list.Lists[0]).Words.Contains(text)
            : syntax.Members.Any(member => Text(member, at) == text);
    }

    private object Call(string function, IReadOnlyList<Syntax> arguments, Sight at) => function switch
    {
        "min" => arguments.Min(one => Number(one, at)),
        "max" => arguments.Max(one => Number(one, at)),
        "whole" => Math.Floor(Number(arguments[0], at)),
        "abs" => Math.Abs(Number(arguments[0], at)),
        "round" => Math.Round(Number(arguments[0], at), (int)Number(arguments[1], at), MidpointRounding.ToEven),
        "part" when Number(arguments[1], at) == 0m => Number(arguments[2], at),
        "part" => Number(arguments[0], at) / Number(arguments[1], at),
        "if" => Number(Flag(arguments[0], at) ? arguments[1] : arguments[2], at),
        "given" => at.Fact!.Values.ContainsKey(NameOf(arguments[0])),
        "target" => Target(NameOf(arguments[0]), at) ?? 0m,
        "has_target" => Target(NameOf(arguments[0]), at) is not null,
        "elapsed" => Days.ElapsedMonths(at.Edition.Calendar, at.Day),
        _ => throw new InvalidOperationException(function),
    };

    private static string NameOf(Syntax syntax) => ((NameSyntax)syntax).Name;

    private decimal? Target(string measure, Sight at) =>
        papers.Targets.Of(at.Unit, measure, Days.Name(at.Edition.Calendar, at.Seen, at.Day));

    private object Name(string name, Sight at)
    {
        if (at.Fact is { } fact
            && at.Edition.Kinds.FieldsOf(fact.Kind).FirstOrDefault(field => field.Name == name) is { } known)
        {
            return Field(known, fact);
        }

        if (at.Fact is null && at.Edition.Measures.Any(measure => measure.Name == name))
        {
            var first = Days.First(at.Edition.Calendar, at.Seen, at.Day);
            return papers.Counted(name, at.Unit, first, at.Day).Sum(one => one.Amount);
        }

        if (Parameter(name, at) is { } parameter)
        {
            // Before the first value begins, the first one holds.
            return parameter.Numbers.Where(one => one.From <= at.Day).Append(parameter.Numbers[0])
                .MaxBy(one => one.From).Number;
        }

        return name switch
        {
            "unit" => at.Unit,
            "group" => papers.TermOn(at.Unit, at.Day)?.Group ?? "",
            "unit_kind" => papers.TermOn(at.Unit, at.Day)?.Kind ?? "",
            "occurred_on" => at.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "part" => at.Fact!.Part,
            "elapsed" => Days.Elapsed(at.Edition.Calendar, at.Day),
            "report" => papers.ReportState(at),
            "nil_report" => papers.NilReport(at),
            _ => throw new InvalidOperationException(name),
        };
    }

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

    private static Parameter? Parameter(string name, Sight at) =>
        at.Edition.Parameters.FirstOrDefault(one => one.Name == name);
}
