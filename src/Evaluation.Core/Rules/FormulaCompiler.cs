using System.Text.RegularExpressions;
using Evaluation.Core.Claims;

namespace Evaluation.Core.Rules;

/// <summary>The names a formula may use, and the place it is written, for findings.</summary>
/// <param name="Fields">Fields of the fact by name; empty when a period is judged.</param>
/// <param name="Measures">Names of the measures in order; used when a period is judged.</param>
/// <param name="Parameters">The rulebook's parameters.</param>
/// <param name="Weekly">Whether the period is a week, so that its report can be judged.</param>
internal sealed record FormulaNames(
    IReadOnlyDictionary<string, FieldType> Fields, IReadOnlyList<string> Measures,
    IReadOnlyDictionary<string, Parameter> Parameters, bool Weekly, IReadOnlyDictionary<string, string> Labels)
{
    public IEnumerable<string> All =>
        Fields.Keys.Concat(Measures).Concat(Parameters.Keys).Concat(["unit", "group", "unit_kind"])
            .Concat(Fields.Count > 0 ? ["occurred_on", "part"] : []).Concat(Weekly ? ["report", "nil_report"] : []).Concat(Judging ? ["elapsed"] : []);

    /// <summary>Whether a period is judged, not a fact.</summary>
    public bool Judging => Fields.Count == 0;
}

/// <summary>A formula that cannot be compiled: where and why.</summary>
internal sealed class FormulaException(int column, string what, string remedy) : Exception(what)
{
    public int Column => column;

    public string Remedy => remedy;
}

/// <summary>
/// Checks the types of a formula and turns it into functions, once. Total by construction: a field that is not given is 0,
/// empty or false; division is by a constant other than 0, or through part(a, b, otherwise).
/// </summary>
internal sealed class FormulaCompiler(FormulaNames names)
{
    private static readonly string[] Functions = ["min", "max", "whole", "round", "abs", "part", "given", "if", "target", "has_target", "elapsed"];

    private readonly List<(string Label, Func<Scope, string> Value)> mentioned = [];

    public Formula Compile(string source, Syntax syntax)
    {
        mentioned.Clear();
        return Compile(syntax) with { Source = source, Printed = Print(source), Mentioned = [.. mentioned], Tree = syntax };
    }

    // Names become the words of the office: visits is 外出招商.
    private string Print(string source) => names.Labels
        .OrderByDescending(pair => pair.Key.Length)
        .Aggregate(source, (text, pair) => Regex.Replace(text, $@"(?<![\w.']){Regex.Escape(pair.Key)}(?![\w.'(])", pair.Value))
        .Replace("has_target(", "有目标(", StringComparison.Ordinal).Replace("target(", "目标(", StringComparison.Ordinal)
        .Replace("elapsed(month)", "年度时序进度", StringComparison.Ordinal)
        .Replace(" * ", "×", StringComparison.Ordinal).Replace(" / ", "÷", StringComparison.Ordinal);

    private Formula Compile(Syntax syntax) => syntax switch
    {
        NumberSyntax s => Constant(s.Number),
        TextSyntax s => OfText(_ => s.Text),
        MinusSyntax s => Compile(s.Operand) is var operand && operand.Constant is { } known ? Constant(-known) : Negate(Number(operand, s.Operand)),
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
        if (!mentioned.Exists(one => one.Label == label))
        {
            mentioned.Add((label, formula switch
            {
                { Number: { } number } => scope => Words.Value.Of(number(scope)).ToString(),
                { Text: { } text } => text,
                _ => scope => formula.Flag!(scope) ? "是" : "否",
            }));
        }

        return formula;
    }

    private Formula Name(NameSyntax syntax)
    {
        var name = syntax.Name;
        if (names.Fields.TryGetValue(name, out var type))
        {
            return type switch
            {
                FieldType.Integer or FieldType.Decimal or FieldType.Money => OfNumber(scope => scope.Number(name)),
                FieldType.Flag => OfFlag(scope => scope.Flag(name)),
                _ => OfText(scope => scope.Text(name)),
            };
        }

        for (var i = 0; i < names.Measures.Count; i++)
        {
            if (names.Measures[i] == name)
            {
                var index = i;
                return OfNumber(scope => scope.Measures[index]);
            }
        }

        if (names.Parameters.TryGetValue(name, out var parameter))
        {
            return parameter.List is not null
                ? throw new FormulaException(syntax.At, $"“{name}”是一个名单，不是数字。", "名单只能用在 in 的后面。")
                : parameter.Numbers.Count == 1 ? Constant(parameter.Numbers[0].Number)
                : OfNumber(scope => parameter.On(scope.Day));
        }

        return name switch
        {
            "unit" => OfText(scope => scope.Unit),
            "group" => OfText(scope => scope.Group),
            "unit_kind" => OfText(scope => scope.UnitKind),
            "occurred_on" when names.Fields.Count > 0 => OfText(scope => $"{scope.Day:O}"),
            "part" when names.Fields.Count > 0 => OfNumber(scope => scope.Fact!.Part),
            "elapsed" when names.Judging => OfNumber(scope => scope.Elapsed.Days),
            "report" when names.Weekly => OfText(scope => scope.Report),
            "nil_report" when names.Weekly => OfFlag(scope => scope.NilReport),
            _ => throw new FormulaException(syntax.At, $"没有名称“{name}”。", Finding.Nearest(name, names.All)),
        };
    }

    private Formula In(InSyntax syntax)
    {
        var operand = Text(syntax.Operand);
        if (syntax.Members is [NameSyntax name] && names.Parameters.TryGetValue(name.Name, out var parameter))
        {
            return parameter.List is { } list
                ? OfFlag(scope => list.Contains(operand(scope)))
                : throw new FormulaException(name.At, $"参数“{name.Name}”不是名单。", "请把参数写成名单，例如 [甲, 乙]。");
        }

        var members = syntax.Members.Select(Text).ToArray();
        return OfFlag(scope =>
        {
            var text = operand(scope);
            return Array.Exists(members, member => member(scope) == text);
        });
    }

    private Formula Logic(BinarySyntax syntax)
    {
        var (left, right) = (Flag(syntax.Left), Flag(syntax.Right));
        return syntax.Operator == "and" ? OfFlag(scope => left(scope) && right(scope)) : OfFlag(scope => left(scope) || right(scope));
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
            "+" => Fold(leftFormula, rightFormula, (a, b) => a + b, scope => left(scope) + right(scope)),
            "-" => Fold(leftFormula, rightFormula, (a, b) => a - b, scope => left(scope) - right(scope)),
            "*" => Fold(leftFormula, rightFormula, (a, b) => a * b, scope => left(scope) * right(scope)),
            _ => Fold(leftFormula, rightFormula, (a, b) => a / b, scope => left(scope) / right(scope)),
        };
    }

    private Formula Compare(BinarySyntax syntax)
    {
        var (left, right) = (Compile(syntax.Left), Compile(syntax.Right));
        if (left.Number is { } a && right.Number is { } b)
        {
            return OfFlag(syntax.Operator switch
            {
                "=" => scope => a(scope) == b(scope),
                "!=" => scope => a(scope) != b(scope),
                "<" => scope => a(scope) < b(scope),
                "<=" => scope => a(scope) <= b(scope),
                ">" => scope => a(scope) > b(scope),
                _ => scope => a(scope) >= b(scope),
            });
        }

        if (left.Text is { } s && right.Text is { } t)
        {
            return OfFlag(syntax.Operator switch
            {
                "=" => scope => s(scope) == t(scope),
                "!=" => scope => s(scope) != t(scope),
                "<" => scope => string.CompareOrdinal(s(scope), t(scope)) < 0,
                "<=" => scope => string.CompareOrdinal(s(scope), t(scope)) <= 0,
                ">" => scope => string.CompareOrdinal(s(scope), t(scope)) > 0,
                _ => scope => string.CompareOrdinal(s(scope), t(scope)) >= 0,
            });
        }

        throw new FormulaException(syntax.At, $"“{syntax.Operator}”两边是{left.TypeLabel}和{right.TypeLabel}，不能比较。", "请使两边类型相同，文字请加单引号。");
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
                return OfNumber(scope => decimal.Floor(whole(scope)));
            case ("abs", 1):
                var signed = Number(arguments[0]);
                return OfNumber(scope => Math.Abs(signed(scope)));
            case ("round", 2) when Compile(arguments[1]).Constant is { } places && places is >= 0 and <= 10 && places == decimal.Floor(places):
                var exact = Number(arguments[0]);
                return OfNumber(scope => Math.Round(exact(scope), (int)places, MidpointRounding.ToEven));
            case ("part", 3):
                var (dividend, divisor, otherwise) = (Number(arguments[0]), Number(arguments[1]), Number(arguments[2]));
                return OfNumber(scope => divisor(scope) is var by && by == 0m ? otherwise(scope) : dividend(scope) / by);
            case ("if", 3):
                var (condition, then, other) = (Flag(arguments[0]), Number(arguments[1]), Number(arguments[2]));
                return OfNumber(scope => condition(scope) ? then(scope) : other(scope));
            case ("given", 1) when arguments[0] is NameSyntax field && names.Fields.ContainsKey(field.Name):
                return OfFlag(scope => scope.Fact!.Values.ContainsKey(field.Name));
            case ("target", 1) when Indicator(arguments[0]) is { } indicator:
                return OfNumber(scope => scope.Target(indicator) ?? 0m);
            case ("has_target", 1) when Indicator(arguments[0]) is { } indicator:
                return OfFlag(scope => scope.Target(indicator) is not null);
            case ("elapsed", 1) when names.Judging && arguments[0] is NameSyntax { Name: "month" }:
                return Mention("elapsed", OfNumber(scope => scope.Elapsed.Months));
            default:
                var known = Functions.Contains(syntax.Function);
                throw new FormulaException(
                    syntax.At,
                    known ? $"函数“{syntax.Function}”的参数个数或类型不对。" : $"没有函数“{syntax.Function}”。",
                    known ? "用法：min(a,b) max(a,b) whole(a) abs(a) round(a,位数) part(a,b,除数为0时) if(条件,a,b) given(字段) target(指标) has_target(指标) elapsed(month)；后三种只用于按期间考核的条款。" : Finding.Nearest(syntax.Function, Functions));
        }
    }

    // A target is asked for by the name of a measure; the explanation shows it beside the measure.
    private string? Indicator(Syntax argument)
    {
        if (!names.Judging || argument is not NameSyntax { Name: var name } || !names.Measures.Contains(name))
        {
            return null;
        }

        var label = $"{names.Labels.GetValueOrDefault(name, name)}目标";
        if (!mentioned.Exists(one => one.Label == label))
        {
            mentioned.Add((label, scope => scope.Target(name) is { } amount ? Words.Value.Of(amount).ToString() : "未下达"));
        }

        return name;
    }

    private Formula Aggregate(IReadOnlyList<Syntax> arguments, Func<decimal, decimal, decimal> choose)
    {
        var numbers = arguments.Select(Number).ToArray();
        return OfNumber(scope =>
        {
            var best = numbers[0](scope);
            for (var i = 1; i < numbers.Length; i++)
            {
                best = choose(best, numbers[i](scope));
            }

            return best;
        });
    }

    private Func<Scope, decimal> Number(Syntax syntax) => Number(Compile(syntax), syntax);

    private static Func<Scope, decimal> Number(Formula formula, Syntax syntax) => formula.Number ?? throw Mismatch(syntax, "数字", formula);

    private Func<Scope, string> Text(Syntax syntax) =>
        Compile(syntax) is var formula && formula.Text is { } text ? text : throw Mismatch(syntax, "文字", formula);

    private Func<Scope, bool> Flag(Syntax syntax) =>
        Compile(syntax) is var formula && formula.Flag is { } flag ? flag : throw Mismatch(syntax, "条件", formula);

    private static FormulaException Mismatch(Syntax syntax, string wanted, Formula got) =>
        new(syntax.At, $"此处需要{wanted}，写的是{got.TypeLabel}。", wanted == "文字" ? "文字请加单引号，例如 'top'。" : "请检查运算和比较。");

    private static Formula Fold(Formula left, Formula right, Func<decimal, decimal, decimal> known, Func<Scope, decimal> number) =>
        left.Constant is { } a && right.Constant is { } b ? Constant(known(a, b)) : OfNumber(number);

    private static Formula Negate(Func<Scope, decimal> number) => OfNumber(scope => -number(scope));

    private static Func<Scope, bool> Not(Func<Scope, bool> flag) => scope => !flag(scope);

    private static Formula Constant(decimal number) => new("", _ => number, null, null, number);

    private static Formula OfNumber(Func<Scope, decimal> number) => new("", number, null, null);

    private static Formula OfText(Func<Scope, string> text) => new("", null, text, null);

    private static Formula OfFlag(Func<Scope, bool> flag) => new("", null, null, flag);
}
