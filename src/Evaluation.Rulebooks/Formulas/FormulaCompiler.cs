using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Formulas;

/// <summary>
/// Checks the types of a formula and turns it into functions, once. Total by construction: a field that is not given is
/// 0, empty or false; division is by a constant other than 0, or through part(a, b, otherwise).
/// </summary>
internal sealed partial class FormulaCompiler(FormulaNames names)
{
    private const int MostParts = 5_000;

    private readonly List<Mention> mentioned = [];
    private readonly HashSet<string> targets = [];
    private readonly List<Streak> streaks = [];
    private readonly List<(string Clause, int Column)> credited = [];
    private readonly HashSet<string> pointsOf = [];
    private readonly HashSet<string> kinds = [];
    private bool group;
    private bool amongPeers;
    private bool earlier;
    private bool situated;
    private bool comparing;
    private int parts;

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
            Uses = new FormulaUses([.. targets], group, [.. streaks], [.. credited])
            {
                Earlier = earlier,
                Situated = situated,
                PointsOf = [.. pointsOf],
                Kinds = [.. kinds],
            },
        };
    }

    // What is defined by a name is compiled wherever the name stands.
    private Formula Compile(Syntax syntax) => ++parts <= MostParts ? Part(syntax)
        : throw new FormulaException(syntax.At, $"公式连同所引用的中间结果超过{MostParts}个部分。", "请简化。");

    private Formula Part(Syntax syntax) => syntax switch
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

        if (names.Definitions.TryGetValue(name, out var definition))
        {
            return OfNumber(Number(definition));
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
                : parameter.IsTable || parameter.IsShelf
                ? throw new FormulaException(syntax.At, $"“{name}”是一张表，不是数字。",
                    parameter.IsShelf ? "请写 listed(文字, 表, 键)。" : "请写 lookup(表, 键)。")
                : parameter.Numbers.Count == 1 ? Constant(parameter.Numbers[0].Number)
                : OfNumber(view => parameter.On(view.Day));
        }

        return Known(syntax);
    }

    // The names that formulas know by themselves.
    private Formula Known(NameSyntax syntax)
    {
        var name = syntax.Name;
        if (comparing)
        {
            throw new FormulaException(
                syntax.At, $"取上期、去年同期时不能用“{name}”。", "只能用指标、参数和中间结果。");
        }

        situated = true;
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
            "weight" when names is { Judging: true, Weight: not null } or { Judging: true, WeightBy: not null } =>
                OfNumber(view => Period(view).Weight),
            "weight" when names.Weight is { } weight => OfNumber(_ => weight),
            "weight" when names.WeightBy is { } weight => OfNumber(weight),
            "points" when names.Points || amongPeers => OfNumber(view => Period(view).Points),
            "points" when names.Groupwise => Group(view => Period(view).Points),
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
