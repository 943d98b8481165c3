using System.Globalization;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Formulas;

/// <summary>The functions of formulas.</summary>
internal sealed partial class FormulaCompiler
{
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
            case (_, var count) when PowerFunctions.Arguments(syntax.Function) == count && Powers(syntax) is { } power:
                return power;
            default:
                return Beyond(syntax) ?? Texts(syntax) ?? throw Misused(syntax);
        }
    }

    // What looks beyond the fact or period itself; null where nothing of the kind is meant.
    private Formula? Beyond(CallSyntax syntax)
    {
        var arguments = syntax.Arguments;
        switch (syntax.Function, arguments.Count)
        {
            case ("credited", 1) when names.Credits && arguments[0] is TextSyntax clause:
                credited.Add((clause.Text, clause.At));
                return WithMention($"“{clause.Text}”已计分", OfNumber(view => Fact(view).Credited(clause.Text)));
            case ("exists", 2 or 4) when names.Kinds is not null && arguments[0] is TextSyntax kind
                && arguments[1] is NameSyntax same && names.Fields.ContainsKey(same.Name):
                return Exists(kind, same, arguments, names.Kinds.FieldsOf(kind.Text));
            case ("streak", 1) when names.Lists.Count > 0 && !Elsewhere && arguments[0] is TextSyntax list:
                return names.Lists.Contains(list.Text) ? OfNumber(view => Period(view).Listed(list.Text))
                    : throw new FormulaException(
                        list.At, $"没有期间相同的名单“{list.Text}”。", Finding.Nearest(list.Text, names.Lists));
            case ("streak", 1) when names.Groupwise && names.Lists.Count == 0 && !Elsewhere:
                return StreakOf(arguments[0]);
            case ("best" or "worst" or "mean" or "rank" or "low_rank", 1) when names.Groupwise && !comparing:
                return AmongPeers(syntax.Function, arguments[0], all: false);
            case ("best" or "worst" or "mean" or "rank" or "low_rank", 2) when names.Groupwise && !comparing
                && arguments[1] is NameSyntax { Name: "all" }:
                return AmongPeers(syntax.Function, arguments[0], all: true);
            case ("previous" or "last_year", 1) when names.Comparing && !comparing:
                return OfEarlier(syntax.Function, arguments[0]);
            case ("points", 1) when names.Groupwise && !comparing && arguments[0] is TextSyntax part:
                return PointsOf(part.Text);
            case ("lookup", 2 or 3) when arguments[0] is NameSyntax table && TableOf(table) is { } rows:
                return Lookup(rows, arguments);
            case ("elapsed", 1) when names.Judging && !comparing && arguments[0] is NameSyntax { Name: "month" }:
                situated = true;
                return Mention("elapsed", OfNumber(view => Period(view).Elapsed.Months));
            default:
                return null;
        }
    }

    private FormulaException Misused(CallSyntax syntax)
    {
        var function = FormulaFunction.All.FirstOrDefault(one => one.Name == syntax.Function);
        return function is null
            ? new(syntax.At, $"没有函数“{syntax.Function}”。", Finding.Nearest(syntax.Function, FormulaFunction.Names))
            : comparing && function.Where != FormulaFunction.All[0].Where
                ? new(syntax.At, $"取上期、去年同期时不能用“{syntax.Function}”。", "只能用指标、参数和中间结果。")
            : amongPeers && function.Where != FormulaFunction.All[0].Where
                ? new(syntax.At, $"比较本组各单位时不能再用“{syntax.Function}”。", "请直接写指标或 points。")
                : new(syntax.At, $"函数“{syntax.Function}”的参数个数或类型不对，或不能用在此处。",
                    $"用法：{function.Usage}，{function.Meaning}用于{function.Where}。");
    }

    // What the other units have, too: from the first pass, so that no unit waits for another.
    private Formula AmongPeers(string function, Syntax argument, bool all)
    {
        var within = amongPeers;
        amongPeers = true;
        var figure = Number(argument);
        amongPeers = within;
        var place = new object();
        IReadOnlyList<Syntax> of = all ? [argument, new NameSyntax("all", argument.At)] : [argument];
        var label = new FormulaPrinter(names).Print(new CallSyntax(function, of, argument.At));
        return WithMention(label, Group(function switch
        {
            "best" => view => Values(view) is { Length: > 0 } values ? values[^1] : 0m,
            "worst" => view => Values(view) is { Length: > 0 } values ? values[0] : 0m,
            "mean" => view => Values(view) is { Length: > 0 } values ? values.Sum() / values.Length : 0m,
            "rank" => view => 1 + Values(view).Count(value => value > Own(view)),
            _ => view => 1 + Values(view).Count(value => value < Own(view)),
        }));

        Peers? Seen(View view) => all ? Period(view).Peers?.All : Period(view).Peers;
        decimal[] Values(View view) => Seen(view)?.Sorted(place, figure) ?? [];
        decimal Own(View view) => figure(Seen(view)?.Of(view.Unit) ?? view);
    }

    private bool Elsewhere => amongPeers || comparing;

    private Formula OfEarlier(string function, Syntax argument)
    {
        comparing = earlier = true;
        var figure = Number(argument);
        comparing = false;
        var label = new FormulaPrinter(names).Print(new CallSyntax(function, [argument], argument.At));
        return WithMention(
            label, OfNumber(view => Period(view).Earlier(function) is { } before ? figure(before) : 0m));
    }

    // A clause sees the points of the first pass, as it does those of the group.
    private Formula PointsOf(string part)
    {
        pointsOf.Add(part);
        decimal Points(View view) => Period(view).PointsOf.GetValueOrDefault(part);
        return WithMention($"“{part}”得分", names.Points ? OfNumber(Points) : Group(Points));
    }

    private Parameter? TableOf(NameSyntax syntax) =>
        names.Parameters.TryGetValue(syntax.Name, out var parameter) && parameter.IsTable ? parameter : null;

    // What the table does not have is 0, or what is written for it.
    private Formula Lookup(Parameter table, IReadOnlyList<Syntax> arguments)
    {
        var key = Key(arguments[1]);
        var otherwise = arguments.Count > 2 ? Number(arguments[2]) : _ => 0m;
        var label = new FormulaPrinter(names).Print(new CallSyntax("lookup", arguments, arguments[0].At));
        return WithMention(label, OfNumber(
            view => table.RowsOn(view.Day).TryGetValue(key(view), out var row) ? row : otherwise(view)));
    }

    // Null where the second argument is none that the function takes.
    private Formula? Powers(CallSyntax syntax)
    {
        var (function, of) = (syntax.Function, syntax.Arguments);
        var (first, last) = (Compile(of[0]), of.Count > 1 ? Compile(of[1]) : Constant(0m));
        if ((function == "root" && !(last.Constant is >= 2m and <= PowerFunctions.HighestDegree and var degree
                && degree == decimal.Floor(degree)))
            || (function == "log" && last.Constant is not (> 0m and not 1m)))
        {
            return null;
        }

        var (number, other) = (Number(first, of[0]), Number(last, of[^1]));
        try
        {
            return Fold(first, last, (a, b) => PowerFunctions.Of(function, a, b),
                view => PowerFunctions.Of(function, number(view), other(view)));
        }
        catch (OutOfDomainException wrong)
        {
            throw new FormulaException(syntax.At, $"{wrong.Message}。", "请更正公式。");
        }
    }

    // Another fact of the unit, up to the day, that names the same.
    private Formula? Exists(
        TextSyntax kind, NameSyntax same, IReadOnlyList<Syntax> arguments, IReadOnlyList<FieldDefinition> fields)
    {
        if (fields.Count == 0)
        {
            throw new FormulaException(
                kind.At, $"没有事项类别“{kind.Text}”。", Finding.Nearest(kind.Text, names.Kinds!.Names));
        }

        Of(same.Name, same.At);
        (string, Value)? only = null;
        if (arguments.Count == 4)
        {
            if (arguments is not [_, _, NameSyntax name, TextSyntax word])
            {
                return null;
            }

            var choices = Of(name.Name, name.At).Choices;
            if (!choices.IsDefault && !choices.Any(choice => choice.Word == word.Text))
            {
                throw new FormulaException(
                    word.At, $"“{name.Name}”没有选项“{word.Text}”。",
                    Finding.Nearest(word.Text, choices.Select(choice => choice.Word)));
            }

            only = (name.Name, Words.Value.Of(word.Text));
        }

        kinds.Add(kind.Text);
        var label = new FormulaPrinter(names).Print(new CallSyntax("exists", arguments, kind.At));
        bool Any(View view) => Fact(view) is { Others: { } others } fact
            && others.Any(fact.Fact, kind.Text, same.Name, view.Day, only);
        if (!mentioned.Exists(one => one.Label == label))
        {
            mentioned.Add(new Mention(label, null, view => Any(view) ? "是" : "否"));
        }

        return OfFlag(Any);

        FieldDefinition Of(string name, int at) => fields.FirstOrDefault(field => field.Name == name)
            ?? throw new FormulaException(
                at, $"事项类别“{kind.Text}”没有字段“{name}”。",
                Finding.Nearest(name, fields.Select(field => field.Name)));
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
        if (!names.Judging || comparing || argument is not NameSyntax { Name: var name }
            || !names.Measures.Contains(name))
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
}
