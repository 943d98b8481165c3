using System.Globalization;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Rulebooks.SecondCount;

/// <summary>Evaluates a formula by walking through it as it was written.</summary>
/// <param name="input">What is given.</param>
/// <param name="made">The lines made so far, for clauses that use what another one gave for a fact.</param>
/// <param name="seen">The lines whose points are seen of units, one's own and the others of the group.</param>
internal sealed partial class SecondFormula(SecondInput input, SecondLines made, SecondLines seen)
{
    private static readonly string[] OfGroup = ["best", "worst", "mean", "rank", "low_rank", "points"];

    /// <summary>The number that a formula gives.</summary>
    public decimal Number(Formula formula, SecondScope at) => Number(formula.Tree!, at);

    /// <summary>The text that a formula gives.</summary>
    public string Text(Formula formula, SecondScope at) => Text(formula.Tree!, at);

    /// <summary>Whether a condition holds; one that is not written always does.</summary>
    public bool Holds(Formula? condition, SecondScope at) => condition is null || Flag(condition.Tree!, at);

    /// <summary>The points before factors.</summary>
    public decimal Points(Gives gives, SecondScope at) => gives switch
    {
        FormulaGives g => Number(g.Formula, at),
        TierGives g => SecondSteps.Tier(g, Number(g.Of, at)),
        BandGives g => SecondSteps.Bands(g, Number(g.Of, at)),
        ChoiceGives g => g.Prices.TryGetValue(Text(g.By.Tree!, at), out var price) ? price.Points : 0m,
        LadderGives g => Ladder(g, at),
        _ => throw new InvalidOperationException(gives.GetType().Name),
    };

    /// <summary>Whether the clause looks at other units.</summary>
    public static bool LooksAtGroup(Clause clause) => clause.Kind is null && All(clause).Any(
        one => one is NameSyntax { Name: "units" or "points" }
            || (one is CallSyntax call && OfGroup.Contains(call.Function)));

    /// <summary>Whether the unit was not given a target that the clause uses.</summary>
    public bool Lacks(Clause clause, SecondScope at) => clause.Formulas
        .SelectMany(formula => Deeply(formula.Tree!, at.Edition)).OfType<CallSyntax>()
        .Where(call => call.Function is "target" or "has_target")
        .Any(call => Target(NameOf(call.Arguments[0]), at with { Seen = clause.Over ?? clause.Period }) is null);

    /// <summary>
    /// The weight of the clause that looks: its own; and when clauses of its article and period gave theirs up, its
    /// part of all their weight among those that did not.
    /// </summary>
    public decimal Weight(SecondScope at)
    {
        var own = OwnWeight(at.Clause!, at);
        if (!at.Edition.Articles.Any(article => article.Id == at.Clause!.Article))
        {
            return own;
        }

        var weighing = at.Edition.Clauses.Where(clause => clause.Kind is null && clause.Period == at.Clause!.Period
            && clause.Article == at.Clause.Article && clause.HasWeight).ToList();
        var given = weighing.Where(clause => clause.Absent == Absent.Reweight && Lacks(clause, at)).ToList();
        var left = weighing.Except(given).Sum(clause => OwnWeight(clause, at));
        return left == 0m ? own : own * (left + given.Sum(clause => OwnWeight(clause, at))) / left;
    }

    /// <summary>The weight that a clause states for the unit.</summary>
    public decimal OwnWeight(Clause clause, SecondScope at)
    {
        try
        {
            return clause.WeightOf is { } by ? SecondRounding.HalfEven(Number(by, at), 10m) : clause.Weight ?? 0m;
        }
        catch (OverflowException)
        {
            return 0m;
        }
    }

    // The first condition that holds decides.
    private decimal Ladder(LadderGives gives, SecondScope at)
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

    private decimal Number(Syntax syntax, SecondScope at) => (decimal)Of(syntax, at);

    private string Text(Syntax syntax, SecondScope at) => (string)Of(syntax, at);

    private bool Flag(Syntax syntax, SecondScope at) => (bool)Of(syntax, at);

    private object Of(Syntax syntax, SecondScope at) => syntax switch
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

    private bool In(InSyntax syntax, SecondScope at)
    {
        var text = Text(syntax.Operand, at);
        return syntax.Members is [NameSyntax name] && Parameter(name.Name, at) is { IsList: true } list
            ? list.Lists.LastOrDefault(one => one.From <= at.Day, list.Lists[0]).Words.Contains(text)
            : syntax.Members.Any(member => Text(member, at) == text);
    }

    private object Call(string function, IReadOnlyList<Syntax> arguments, SecondScope at) => function switch
    {
        "sqrt" => SecondPowers.Root(Number(arguments[0], at), 2),
        "root" => SecondPowers.Root(Number(arguments[0], at), (int)Number(arguments[1], at)),
        "power" => SecondPowers.Power(Number(arguments[0], at), Number(arguments[1], at)),
        "exp" => SecondPowers.Exponential(Number(arguments[0], at)),
        "ln" => SecondPowers.Logarithm(Number(arguments[0], at)),
        "log" => SecondPowers.Logarithm(Number(arguments[0], at), Number(arguments[1], at)),
        "points" => Points(((TextSyntax)arguments[0]).Text, at),
        "lookup" => Lookup(arguments, at),
        "previous" or "last_year" => Number(arguments[0], Before(function, at)),
        "min" => arguments.Min(one => Number(one, at)),
        "max" => arguments.Max(one => Number(one, at)),
        "whole" => Math.Floor(Number(arguments[0], at)),
        "abs" => Math.Abs(Number(arguments[0], at)),
        "round" or "round_half_even" => SecondRounding.HalfEven(Number(arguments[0], at), Number(arguments[1], at)),
        "round_half_up" => SecondRounding.HalfUp(Number(arguments[0], at), Number(arguments[1], at)),
        "round_up" => SecondRounding.Up(Number(arguments[0], at), Number(arguments[1], at)),
        "round_down" => SecondRounding.Down(Number(arguments[0], at), Number(arguments[1], at)),
        "part" when Number(arguments[1], at) == 0m => Number(arguments[2], at),
        "part" => Number(arguments[0], at) / Number(arguments[1], at),
        "if" => Number(Flag(arguments[0], at) ? arguments[1] : arguments[2], at),
        "given" => at.Fact!.Values.ContainsKey(NameOf(arguments[0])),
        "target" => Target(NameOf(arguments[0]), at) ?? 0m,
        "has_target" => Target(NameOf(arguments[0]), at) is not null,
        "elapsed" => WholeYear(at) ? Days.ElapsedMonths(at.Edition.Calendar, at.Day)
            : input.Elapsed(at.Edition, at.Day, byMonths: true),
        "days" => Between(Text(arguments[0], at), Text(arguments[1], at)),
        "items" => (decimal)Items(Text(arguments[0], at)).Count,
        "includes" => Words(arguments[1], at).Any(word => Items(Text(arguments[0], at)).Contains(word)),
        "mentions" => Words(arguments[1], at).Any(
            word => word != "" && Text(arguments[0], at).Split(word).Length > 1),
        "listed" => Listed(arguments, at),
        "exists" => Exists(arguments, at),
        "credited" => Credited(((TextSyntax)arguments[0]).Text, at),
        "streak" when arguments[0] is TextSyntax list => (decimal)at.Listed!(list.Text),
        "streak" => Streak(arguments[0], at),
        "best" => OfPeers(arguments, at).Max(),
        "worst" => OfPeers(arguments, at).Min(),
        "mean" => OfPeers(arguments, at).Average(),
        "rank" => 1m + OfPeers(arguments, at).Count(one => one > Own(arguments[0], at)),
        "low_rank" => 1m + OfPeers(arguments, at).Count(one => one < Own(arguments[0], at)),
        _ => throw new InvalidOperationException(function),
    };

    private static string NameOf(Syntax syntax) => ((NameSyntax)syntax).Name;

    // The time of the year goes on with its balances; what judges the year itself must be carried.
    private bool WholeYear(SecondScope at) => at.Carried
        || (at.Seen != Period.Year && input.Opening.GoesOn(at.Edition, Period.Year, at.Day));

    private decimal? Target(string measure, SecondScope at) => at.Carried
        ? input.Targets.Of(at.Unit, measure, Days.Name(at.Edition.Calendar, at.Seen, at.Day))
        : input.TargetOf(at.Edition, at.Unit, measure, at.Seen, at.Day);

    private object Name(string name, SecondScope at)
    {
        if (at.Fact is { } fact
            && at.Edition.Kinds.FieldsOf(fact.Kind).FirstOrDefault(field => field.Name == name) is { } known)
        {
            return Field(known, fact);
        }

        if (Defined(name, at) is { } definition)
        {
            return Number(definition, at);
        }

        if (at.Fact is null && at.Edition.Measures.Any(measure => measure.Name == name))
        {
            return at.Totals?.Figure(name) ?? Figure(name, at);
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
            "group" => input.TermOn(at.Unit, at.RosterDay ?? at.Day)?.Group ?? "",
            "unit_kind" => input.TermOn(at.Unit, at.RosterDay ?? at.Day)?.Kind ?? "",
            "occurred_on" => at.Fact!.OccurredOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "part" => at.Fact!.Part,
            "elapsed" => WholeYear(at) ? Days.Elapsed(at.Edition.Calendar, at.Day)
                : input.Elapsed(at.Edition, at.Day, byMonths: false),
            "judged" => at.Carried ? 1m : input.ShareJudged(at.Edition, at.Seen, at.Day),
            "weight" => Weight(at),
            "units" => (decimal)Peers(at, all: false).Count(),
            "points" => at.Totals?.Points ?? SecondRounding.Decided(input, at.Edition, at.Day, Points(at)),
            "report" => input.ReportState(at),
            "nil_report" => input.NilReport(at),
            _ => throw new InvalidOperationException(name),
        };
    }

    // The units of the same group, or of all that are ranked, that were evaluated through the whole period, the one
    // that looks among them. A unit whose group is not ranked sees its own.
    private IEnumerable<SecondScope> Peers(SecondScope at, bool all)
    {
        var group = input.TermOn(at.Unit, at.Day)?.Group ?? "";
        var ranked = at.Edition.Ranking.Groups;
        return input.Units.Where(unit => (input.TermOn(unit, at.Day)?.Group ?? "") is var other
            && (all && ranked.Contains(group) ? ranked.Contains(other) : other == group)
            && (at.Carried ? input.Opening.Covers(at.Edition, unit, at.Each, at.Day)
                : input.Covers(at.Edition, unit, at.Each, at.Day)))
            .Select(unit => at with { Unit = unit, Person = null });
    }

    // Ascending, so that the mean has the same last place for every unit.
    private List<decimal> OfPeers(IReadOnlyList<Syntax> of, SecondScope at) =>
        [.. Peers(at, of.Count > 1).Select(peer => Number(of[0], peer)).Order()];

    private decimal Own(Syntax figure, SecondScope at) => Number(figure, at with { Person = null });

    /// <summary>What the unit's lines of the period add up to, one after the other.</summary>
    public decimal Points(SecondScope at)
    {
        var first = input.Begin(at.Edition, at.Seen, at.Day);
        var opened = input.Opening.Of(at.Unit, BalanceOf.Points, "", at.Edition, at.Seen, at.Day);
        return seen.Of(at.Unit, first, at.Day).Aggregate(opened, (sum, line) => sum + line.Points);
    }

    // What the unit's lines of the period by an article, or by a clause, add up to.
    private decimal Points(string part, SecondScope at)
    {
        var lines = seen.Of(at.Unit, input.Begin(at.Edition, at.Seen, at.Day), at.Day);
        return input.Editions.Any(edition => edition.Articles.Any(article => article.Id == part))
            ? lines.Where(line => line.Article == part).Aggregate(
                input.Opening.OfArticle(at.Unit, part, at.Edition, at.Seen, at.Day),
                (sum, line) => sum + line.OfArticle)
            : lines.Where(line => line.Clause == part).Aggregate(
                input.Opening.Of(at.Unit, BalanceOf.Clause, part, at.Edition, at.Seen, at.Day),
                (sum, line) => sum + line.OfClause);
    }

    /// <summary>What a measure counts in the period.</summary>
    public decimal Figure(string measure, SecondScope at)
    {
        var first = at.Earlier ? Days.First(at.Edition.Calendar, at.Seen, at.Day)
            : input.Begin(at.Edition, at.Seen, at.Day);
        var rule = at.Edition.Measures.First(one => one.Name == measure);
        var opened = at.Person is not null || at.Earlier || rule.Takes is not null ? 0m
            : input.Opening.Of(at.Unit, BalanceOf.Measure, measure, at.Edition, at.Seen, at.Day);
        first = rule.Takes == Taking.Standing ? DateOnly.MinValue : first;
        return opened + SecondMeasures.Of(rule, [.. input.Counted(measure, at.Unit, at.Person, first, at.Day)]);
    }

    // The period before, or the same one of the year before; weeks are compared 52 weeks apart.
    private static SecondScope Before(string function, SecondScope at)
    {
        var calendar = at.Edition.Calendar;
        var day = function == "previous" ? Days.First(calendar, at.Each, at.Day).AddDays(-1)
            : at.Each is Period.Week or Period.Fortnight ? Days.Last(calendar, at.Each, at.Day.AddDays(-52 * 7))
            : Days.Last(calendar, at.Each, at.Day.AddYears(-1));
        return at with { Day = day, Earlier = true };
    }

    // Back from this period to the first one in which the condition did not hold, or in which the clause did not judge.
    private decimal Streak(Syntax condition, SecondScope at)
    {
        var count = 0m;
        while (HoldsWithoutOverflow(condition, at))
        {
            count++;
            at = at with { Day = Days.First(at.Edition.Calendar, at.Each, at.Day).AddDays(-1) };
            if (input.EditionOn(at.Day) != at.Edition || !input.Covers(at.Edition, at.Unit, at.Each, at.Day)
                || (at.Person is { } person
                    && !input.HoldersOf(at.Clause!.For!, at.Edition, at.Unit, at.Each, at.Day).Contains(person)))
            {
                break;
            }
        }

        return count;
    }

    // A condition whose numbers overflow does not hold.
    private bool HoldsWithoutOverflow(Syntax condition, SecondScope at)
    {
        try
        {
            return Flag(condition, at);
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static IEnumerable<Syntax> All(Clause clause) => clause.Formulas.SelectMany(formula => All(formula.Tree!));

    // What a name stands for that is made of others: in the clause, or among the measures of a period.
    private static Syntax? Defined(string name, SecondScope at) =>
        at.Clause?.Let.FirstOrDefault(one => one.Name == name).Formula?.Tree
            ?? (at.Fact is null ? ValueOf(name, at.Edition)?.Tree : null);

    private static Formula? ValueOf(string name, Rulebook edition) =>
        edition.Measures.FirstOrDefault(one => one.Name == name)?.Value;

    // With what the measures are made of that are named.
    private static IEnumerable<Syntax> Deeply(Syntax syntax, Rulebook edition) => (syntax switch
    {
        // The target of a measure is no part of the measure.
        CallSyntax { Function: "target" or "has_target" } => [],
        NameSyntax { Name: var name } when ValueOf(name, edition)?.Tree is { } value => Deeply(value, edition),
        _ => Parts(syntax).SelectMany(part => Deeply(part, edition)),
    }).Prepend(syntax);

    // The formula and everything in it.
    private static IEnumerable<Syntax> All(Syntax syntax) => Parts(syntax).SelectMany(All).Prepend(syntax);

    private static IEnumerable<Syntax> Parts(Syntax syntax) => syntax switch
    {
        MinusSyntax s => [s.Operand],
        NotSyntax s => [s.Operand],
        InSyntax s => s.Members.Prepend(s.Operand),
        BinarySyntax s => [s.Left, s.Right],
        CallSyntax s => s.Arguments,
        _ => Array.Empty<Syntax>(),
    };

    private static Parameter? Parameter(string name, SecondScope at) =>
        at.Edition.Parameters.FirstOrDefault(one => one.Name == name);
}
