using System.Globalization;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Formulas;

/// <summary>
/// Checks the types of a formula and turns it into functions, once. Total by construction: a field that is not given is
/// 0, empty or false; division is by a constant other than 0, or through part(a, b, otherwise).
/// </summary>
internal sealed class FormulaCompiler(FormulaNames names)
{
    private readonly List<Mention> mentioned = [];
    private readonly HashSet<string> targets = [];
    private readonly List<Streak> streaks = [];
    private readonly List<(string Clause, int Column)> credited = [];
    private bool group;
    private bool amongPeers;

    /// <summary>Compiles a formula; a compiler is good for one.</summary>
    public Formula Compile(string source, Syntax syntax)
    {
        var formula = Compile(syntax);
        return formula with
        {
            Source = source,
            Printed = new FormulaPrinter(names).Print(syntax),
            Mentioned = [.. mentioned],
            Tree = syntax,
            Uses = new FormulaUses([.. targets], group, [.. streaks], [.. credited]),
        };
    }

    private Formula Compile(Syntax syntax) => syntax switch
    {
        NumberSyntax s => Constant(s.Number),
        TextSyntax s => OfText(_ => s.Text),
        MinusSyntax s => Minus(Compile(s.Operand), s.Operand),
        NotSyntax s => OfFlag(Not(Flag(s.Operand))),
        NameSyntax s => Mention(s.Name, Name(s)),
        InSyntax s => In(s),
        BinarySyntax { Operator: "and" or "or" } s => Logic(s),
        BinarySyntax { Operator: "+" or "-" or "*" or "/" } s => Arithmetic(s),
        BinarySyntax s => Compare(s),
        CallSyntax s => Call(s),
        _ => throw new InvalidOperationException(syntax.GetType().Name),
    };

    private Formula Mention(string name, Formula formula)
    {
        var label = names.Labels.GetValueOrDefault(name, name);
        var dated = names.Parameters.TryGetValue(name, out var parameter) && parameter.Numbers.Count > 1;
        if (!mentioned.Exists(one => one.Label == label))
        {
            mentioned.Add(formula switch
            {
                { Number: { } number } when dated => new Mention(
                    label, null,
                    view => $"{Words.Value.Of(number(view))}（{parameter!.Since(view.Day):yyyy-MM-dd}起）"),
                { Number: { } number } => new Mention(label, number, null) { Say = Saying(name) },
                { Text: { } text } => new Mention(label, null, text),
                _ => new Mention(label, null, view => formula.Flag!(view) ? "是" : "否"),
            });
        }

        return formula;
    }

    // Money in words, measures in the unit of their heading.
    private Func<decimal, string>? Saying(string name) =>
        names.Fields.GetValueOrDefault(name, FieldType.Text) == FieldType.Money ? Words.Money.Format
        : names.MeasureUnits.TryGetValue(name, out var unit)
            ? amount => $"{Words.Value.Of(amount / unit.Divisor)}{unit.Unit}"
        : null;

    private Formula Name(NameSyntax syntax)
    {
        var name = syntax.Name;
        if (names.Fields.TryGetValue(name, out var type))
        {
            var place = names.Fields.Keys.TakeWhile(field => field != name).Count();
            return type switch
            {
                FieldType.Integer or FieldType.Decimal or FieldType.Money =>
                    OfNumber(view => Fact(view).Number(place, name)),
                FieldType.Flag => OfFlag(view => Fact(view).Flag(place, name)),
                _ => OfText(view => Fact(view).Text(place, name)),
            };
        }

        for (var i = 0; i < names.Measures.Count; i++)
        {
            if (names.Measures[i] == name)
            {
                var index = i;
                return OfNumber(view => Period(view).Measures[index]);
            }
        }

        if (names.Parameters.TryGetValue(name, out var parameter))
        {
            return parameter.IsList
                ? throw new FormulaException(syntax.At, $"“{name}”是一个名单，不是数字。", "名单只能用在 in 的后面。")
                : parameter.Numbers.Count == 1 ? Constant(parameter.Numbers[0].Number)
                : OfNumber(view => parameter.On(view.Day));
        }

        return name switch
        {
            "unit" => OfText(view => view.Unit),
            "group" => OfText(view => view.Group),
            "unit_kind" => OfText(view => view.UnitKind),
            "occurred_on" when names.Fields.Count > 0 => OfText(view => $"{Fact(view).Fact.OccurredOn:O}"),
            "part" when names.Fields.Count > 0 => OfNumber(view => Fact(view).Fact.Part),
            "weight" or "units" when amongPeers => throw new FormulaException(
                syntax.At, $"比较本组各单位时不能再用“{name}”。", "请直接写指标或 points。"),
            "elapsed" when names.Judging => OfNumber(view => Period(view).Elapsed.Days),
            "judged" when names.Judging => OfNumber(view => Period(view).Judged),
            "weight" when names is { Weight: not null, Judging: true } => OfNumber(view => Period(view).Weight),
            "weight" when names.Weight is { } weight => OfNumber(_ => weight),
            "points" when names.Points || amongPeers => OfNumber(view => Period(view).Points),
            "units" when names.Groupwise => Group(view => Period(view).Peers?.Count ?? 0),
            "report" when names.Weekly => OfText(view => Period(view).Report),
            "nil_report" when names.Weekly => OfFlag(view => Period(view).NilReport),
            _ => throw new FormulaException(syntax.At, $"没有名称“{name}”。", Finding.Nearest(name, names.All)),
        };
    }

    private Formula In(InSyntax syntax)
    {
        var operand = Text(syntax.Operand);
        if (syntax.Members is [NameSyntax name] && names.Parameters.TryGetValue(name.Name, out var parameter))
        {
            return parameter.IsList
                ? OfFlag(view => parameter.WordsOn(view.Day).Contains(operand(view)))
                : throw new FormulaException(
                    name.At, $"参数“{name.Name}”不是名单。", "请把参数写成名单，例如 [甲, 乙]。");
        }

        var members = syntax.Members.Select(Text).ToArray();
        return OfFlag(view =>
        {
            var text = operand(view);
            return Array.Exists(members, member => member(view) == text);
        });
    }

    private Formula Logic(BinarySyntax syntax)
    {
        var (left, right) = (Flag(syntax.Left), Flag(syntax.Right));
        return syntax.Operator == "and" ? OfFlag(view => left(view) && right(view))
            : OfFlag(view => left(view) || right(view));
    }

    private Formula Arithmetic(BinarySyntax syntax)
    {
        var (leftFormula, rightFormula) = (Compile(syntax.Left), Compile(syntax.Right));
        var (left, right) = (Number(leftFormula, syntax.Left), Number(rightFormula, syntax.Right));
        if (syntax.Operator == "/" && rightFormula.Constant is null or 0m)
        {
            throw new FormulaException(
                syntax.At, "除数必须是不为0的常数。", "除数可能为0时请写 part(被除数, 除数, 除数为0时的结果)。");
        }

        return syntax.Operator switch
        {
            "+" => Fold(leftFormula, rightFormula, (a, b) => a + b, view => left(view) + right(view)),
            "-" => Fold(leftFormula, rightFormula, (a, b) => a - b, view => left(view) - right(view)),
            "*" => Fold(leftFormula, rightFormula, (a, b) => a * b, view => left(view) * right(view)),
            _ => Fold(leftFormula, rightFormula, (a, b) => a / b, view => left(view) / right(view)),
        };
    }

    private Formula Compare(BinarySyntax syntax)
    {
        var (left, right) = (Compile(syntax.Left), Compile(syntax.Right));
        if (left.Number is { } a && right.Number is { } b)
        {
            return OfFlag(syntax.Operator switch
            {
                "=" => view => a(view) == b(view),
                "!=" => view => a(view) != b(view),
                "<" => view => a(view) < b(view),
                "<=" => view => a(view) <= b(view),
                ">" => view => a(view) > b(view),
                _ => view => a(view) >= b(view),
            });
        }

        if (left.Text is { } s && right.Text is { } t)
        {
            return OfFlag(syntax.Operator switch
            {
                "=" => view => s(view) == t(view),
                "!=" => view => s(view) != t(view),
                "<" => view => string.CompareOrdinal(s(view), t(view)) < 0,
                "<=" => view => string.CompareOrdinal(s(view), t(view)) <= 0,
                ">" => view => string.CompareOrdinal(s(view), t(view)) > 0,
                _ => view => string.CompareOrdinal(s(view), t(view)) >= 0,
            });
        }

        throw new FormulaException(
            syntax.At, $"“{syntax.Operator}”两边是{left.TypeLabel}和{right.TypeLabel}，不能比较。",
            "请使两边类型相同，文字请加单引号。");
    }

    private Formula Call(CallSyntax syntax)
    {
        var arguments = syntax.Arguments;
        switch (syntax.Function, arguments.Count)
        {
            case ("min", >= 2):
                return Aggregate(arguments, Math.Min);
            case ("max", >= 2):
                return Aggregate(arguments, Math.Max);
            case ("whole", 1):
                var whole = Number(arguments[0]);
                return OfNumber(view => decimal.Floor(whole(view)));
            case ("abs", 1):
                var signed = Number(arguments[0]);
                return OfNumber(view => Math.Abs(signed(view)));
            case (_, 2) when RoundingFunctions.Of(syntax.Function) is { } round
                && Compile(arguments[1]).Constant is >= 0 and <= 10 and var places && places == decimal.Floor(places):
                var exact = Number(arguments[0]);
                return OfNumber(view => round(exact(view), (int)places));
            case ("part", 3):
                var (dividend, divisor, otherwise) = (Number(arguments[0]), Number(arguments[1]), Number(arguments[2]));
                return OfNumber(view => divisor(view) is var by && by == 0m ? otherwise(view) : dividend(view) / by);
            case ("if", 3):
                var (condition, then, other) = (Flag(arguments[0]), Number(arguments[1]), Number(arguments[2]));
                return OfNumber(view => condition(view) ? then(view) : other(view));
            case ("given", 1) when arguments[0] is NameSyntax field && names.Fields.ContainsKey(field.Name):
                return OfFlag(view => Fact(view).Fact.Values.ContainsKey(field.Name));
            case ("target", 1) when Indicator(arguments[0]) is { } indicator:
                return OfNumber(view => Period(view).Target(indicator) ?? 0m);
            case ("has_target", 1) when Indicator(arguments[0]) is { } indicator:
                return OfFlag(view => Period(view).Target(indicator) is not null);
            case ("days", 2):
                var (first, last) = (Text(arguments[0]), Text(arguments[1]));
                return OfNumber(view => DaysBetween(first(view), last(view)));
            case ("credited", 1) when names.Credits && arguments[0] is TextSyntax clause:
                credited.Add((clause.Text, clause.At));
                return WithMention($"“{clause.Text}”已计分", OfNumber(view => Fact(view).Credited(clause.Text)));
            case ("streak", 1) when names.Lists.Count > 0 && !amongPeers && arguments[0] is TextSyntax list:
                return names.Lists.Contains(list.Text) ? OfNumber(view => Period(view).Listed(list.Text))
                    : throw new FormulaException(
                        list.At, $"没有期间相同的名单“{list.Text}”。", Finding.Nearest(list.Text, names.Lists));
            case ("streak", 1) when names.Groupwise && names.Lists.Count == 0 && !amongPeers:
                return StreakOf(arguments[0]);
            case ("best" or "worst" or "mean" or "rank" or "low_rank", 1) when names.Groupwise && !amongPeers:
                return AmongPeers(syntax.Function, arguments[0]);
            case ("elapsed", 1) when names.Judging && arguments[0] is NameSyntax { Name: "month" }:
                return Mention("elapsed", OfNumber(view => Period(view).Elapsed.Months));
            default:
                throw Misused(syntax);
        }
    }

    private FormulaException Misused(CallSyntax syntax)
    {
        var function = FormulaFunction.All.FirstOrDefault(one => one.Name == syntax.Function);
        return function is null
            ? new(syntax.At, $"没有函数“{syntax.Function}”。", Finding.Nearest(syntax.Function, FormulaFunction.Names))
            : amongPeers && function.Where != FormulaFunction.All[0].Where
                ? new(syntax.At, $"比较本组各单位时不能再用“{syntax.Function}”。", "请直接写指标或 points。")
                : new(syntax.At, $"函数“{syntax.Function}”的参数个数或类型不对，或不能用在此处。",
                    $"用法：{function.Usage}，{function.Meaning}用于{function.Where}。");
    }

    // What the other units have, too: from the first pass, so that no unit waits for another.
    private Formula AmongPeers(string function, Syntax argument)
    {
        amongPeers = true;
        var figure = Number(argument);
        amongPeers = false;
        var place = new object();
        var label = new FormulaPrinter(names).Print(new CallSyntax(function, [argument], argument.At));
        return WithMention(label, Group(function switch
        {
            "best" => view => Values(view) is { Length: > 0 } values ? values[^1] : 0m,
            "worst" => view => Values(view) is { Length: > 0 } values ? values[0] : 0m,
            "mean" => view => Values(view) is { Length: > 0 } values ? values.Sum() / values.Length : 0m,
            "rank" => view => 1 + Values(view).Count(value => value > Own(view)),
            _ => view => 1 + Values(view).Count(value => value < Own(view)),
        }));

        decimal[] Values(View view) => Period(view).Peers?.Sorted(place, figure) ?? [];
        decimal Own(View view) => figure(Period(view).Peers?.Of(view.Unit) ?? view);
    }

    private Formula StreakOf(Syntax argument)
    {
        var streak = new Streak(OfFlag(Flag(argument)).Holds);
        streaks.Add(streak);
        return WithMention("连续期数", OfNumber(view => Period(view).Streaks.GetValueOrDefault(streak)));
    }

    // A figure that is shown beside the names in the arithmetic.
    private Formula WithMention(string label, Formula formula)
    {
        if (!mentioned.Exists(one => one.Label == label))
        {
            mentioned.Add(new Mention(label, formula.Number, null));
        }

        return formula;
    }

    private Formula Group(Func<View, decimal> number)
    {
        group = true;
        return OfNumber(number);
    }

    private static decimal DaysBetween(string first, string last) =>
        Day(first) is { } from && Day(last) is { } to ? to.DayNumber - from.DayNumber : 0m;

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;

    // A target is named by its measure; the explanation shows it beside the measure.
    private string? Indicator(Syntax argument)
    {
        if (!names.Judging || argument is not NameSyntax { Name: var name } || !names.Measures.Contains(name))
        {
            return null;
        }

        targets.Add(name);
        var label = $"{names.Labels.GetValueOrDefault(name, name)}目标";
        if (!mentioned.Exists(one => one.Label == label))
        {
            mentioned.Add(new Mention(
                label, null, view => Period(view).Target(name) is not { } amount ? "未下达"
                    : Saying(name)?.Invoke(amount) ?? Words.Value.Of(amount).ToString()));
        }

        return name;
    }

    private Formula Aggregate(IReadOnlyList<Syntax> arguments, Func<decimal, decimal, decimal> choose)
    {
        var numbers = arguments.Select(Number).ToArray();
        return OfNumber(view =>
        {
            var best = numbers[0](view);
            for (var i = 1; i < numbers.Length; i++)
            {
                best = choose(best, numbers[i](view));
            }

            return best;
        });
    }

    // Fields are only known where facts are counted, measures and what goes with them only where periods are judged.
    private static FactView Fact(View view) => (FactView)view;

    private static PeriodView Period(View view) => (PeriodView)view;

    private Func<View, decimal> Number(Syntax syntax) => Number(Compile(syntax), syntax);

    private static Func<View, decimal> Number(Formula formula, Syntax syntax) =>
        formula.Number ?? throw Mismatch(syntax, "数字", formula);

    private Func<View, string> Text(Syntax syntax) =>
        Compile(syntax) is var formula && formula.Text is { } text ? text : throw Mismatch(syntax, "文字", formula);

    private Func<View, bool> Flag(Syntax syntax) =>
        Compile(syntax) is var formula && formula.Flag is { } flag ? flag : throw Mismatch(syntax, "条件", formula);

    private static FormulaException Mismatch(Syntax syntax, string wanted, Formula got) =>
        new(syntax.At, $"此处需要{wanted}，写的是{got.TypeLabel}。",
            wanted == "文字" ? "文字请加单引号，例如 'top'。" : "请检查运算和比较。");

    private static Formula Fold(
        Formula left, Formula right, Func<decimal, decimal, decimal> known, Func<View, decimal> number) =>
        left.Constant is { } a && right.Constant is { } b ? Constant(known(a, b)) : OfNumber(number);

    private static Formula Minus(Formula operand, Syntax syntax) =>
        operand.Constant is { } known ? Constant(-known) : Negate(Number(operand, syntax));

    private static Formula Negate(Func<View, decimal> number) => OfNumber(view => -number(view));

    private static Func<View, bool> Not(Func<View, bool> flag) => view => !flag(view);

    private static Formula Constant(decimal number) => new("", _ => number, null, null, number);

    private static Formula OfNumber(Func<View, decimal> number) => new("", number, null, null);

    private static Formula OfText(Func<View, string> text) => new("", null, text, null);

    private static Formula OfFlag(Func<View, bool> flag) => new("", null, null, flag);
}
