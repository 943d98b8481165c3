namespace Evaluation.Rulebooks.Formulas;

/// <summary>
/// A formula in the words of an official: names by their labels, functions and signs as one would write them.
/// </summary>
/// <param name="names">The names with their labels.</param>
internal sealed class FormulaPrinter(FormulaNames names)
{
    // How tightly signs bind; what binds less is put in brackets.
    private const int Either = 1;
    private const int Both = 2;
    private const int Compared = 4;
    private const int Added = 5;
    private const int Multiplied = 6;
    private const int Alone = 9;

    public string Print(Syntax syntax) => Say(syntax).Text;

    private (string Text, int Binds) Say(Syntax syntax) => syntax switch
    {
        NumberSyntax number => (number.Written, Alone),
        TextSyntax text => (text.Text, Alone),
        NameSyntax name => (LabelOf(name.Name), Alone),
        MinusSyntax minus => ($"-{Say(minus.Operand, Alone)}", Multiplied),
        NotSyntax { Operand: InSyntax inner } => (Among(inner, "不"), Compared),
        NotSyntax { Operand: CallSyntax { Function: "exists", Arguments: var of } } => ($"没有{Other(of)}", Alone),
        NotSyntax not => ($"非{Say(not.Operand, Alone)}", Alone),
        InSyntax among => (Among(among, ""), Compared),
        BinarySyntax { Operator: "or" } sign => ($"{Say(sign.Left, Either)}或{Say(sign.Right, Either)}", Either),
        BinarySyntax { Operator: "and" } sign => ($"{Say(sign.Left, Both)}且{Say(sign.Right, Both)}", Both),
        BinarySyntax { Operator: "+" or "-" } sign => (
            $"{Say(sign.Left, Added)}{(sign.Operator == "+" ? "＋" : "－")}{Say(sign.Right, Multiplied)}", Added),
        BinarySyntax { Operator: "*" } sign =>
            ($"{Say(sign.Left, Multiplied)}×{Say(sign.Right, Multiplied)}", Multiplied),
        BinarySyntax { Operator: "/" } sign => ($"{Say(sign.Left, Multiplied)}÷{Say(sign.Right, Alone)}", Multiplied),
        BinarySyntax sign => (Comparison(sign), Compared),
        CallSyntax call => Call(call.Function, call.Arguments),
        _ => throw new InvalidOperationException(syntax.GetType().Name),
    };

    private string Say(Syntax syntax, int least) =>
        Say(syntax) is var (text, binds) && binds < least ? $"（{text}）" : text;

    private string LabelOf(string name) => names.Labels.GetValueOrDefault(name, name);

    // A word of a choice by its label: 带队领导为党政一把手.
    private string Word(Syntax syntax, Syntax beside) =>
        syntax is TextSyntax text && beside is NameSyntax field
            ? names.Labels.GetValueOrDefault(FormulaNames.ChoiceKey(field.Name, text.Text), text.Text)
            : Say(syntax, Added);

    private string Comparison(BinarySyntax sign)
    {
        var words = sign.Left is TextSyntax || sign.Right is TextSyntax;
        var between = sign.Operator switch
        {
            "=" => words ? "为" : "＝",
            "!=" => words ? "不为" : "≠",
            "<" => words ? "早于" : "＜",
            "<=" => words ? "不晚于" : "≤",
            ">" => words ? "晚于" : "＞",
            _ => words ? "不早于" : "≥",
        };
        return $"{Word(sign.Left, sign.Right)}{between}{Word(sign.Right, sign.Left)}";
    }

    private string Among(InSyntax among, string not) =>
        among.Members is [NameSyntax list] && names.Parameters.ContainsKey(list.Name)
            ? $"{Say(among.Operand, Added)}{not}属于“{list.Name}”"
            : $"{Say(among.Operand, Added)}{not}为"
                + $"{string.Join('、', among.Members.Select(member => Word(member, among.Operand)))}之一";

    // Another fact: 同一项目、处理为受理的备案.
    private string Other(IReadOnlyList<Syntax> of)
    {
        var (kind, same) = (((TextSyntax)of[0]).Text, Print(of[1]));
        var fields = names.Kinds?.FieldsOf(kind) ?? [];
        var only = "";
        if (of is [_, _, NameSyntax { Name: var name }, TextSyntax { Text: var word }])
        {
            var field = fields.FirstOrDefault(one => one.Name == name);
            only = $"、{field?.Label ?? name}为{(field?.Choices.IsDefault == false ? field.LabelOf(word) : word)}";
        }

        return $"同一{same}{only}的{names.Kinds?.LabelOf(kind) ?? kind}";
    }

    private string Words(Syntax word) => word is NameSyntax { Name: var name } && names.Parameters.ContainsKey(name)
        ? $"“{name}”之一" : Say(word, Added);

    private static string Among(IReadOnlyList<Syntax> of) => of.Count > 1 ? "各组" : "本组";

    private (string Text, int Binds) Call(string function, IReadOnlyList<Syntax> of)
    {
        var (all, first) = (string.Join('、', of.Select(Print)), of.Count > 0 ? Say(of[0], Alone) : "");
        return function switch
        {
            "part" when of[2] is NumberSyntax { Number: 0m } =>
                ($"{Say(of[0], Multiplied)}÷{Say(of[1], Alone)}", Multiplied),
            "part" => ($"{Say(of[0], Multiplied)}÷{Say(of[1], Alone)}（除数为0时取{Print(of[2])}）", Multiplied),
            "min" => ($"（{all}中最小者）", Alone),
            "max" => ($"（{all}中最大者）", Alone),
            "whole" => ($"{first}取整", Alone),
            "abs" => ($"{first}的绝对值", Alone),
            _ when of.Count == 2 && RoundingFunctions.Of(function) is not null =>
                ($"{first}{RoundingFunctions.Say(function, Print(of[1]))}", Alone),
            "sqrt" => ($"{first}的平方根", Alone),
            "root" => ($"{first}的{Print(of[1])}次方根", Alone),
            "power" => ($"{first}的{Say(of[1], Alone)}次方", Alone),
            "exp" => ($"e的{first}次方", Alone),
            "ln" => ($"{first}的自然对数", Alone),
            "log" => ($"{first}以{Say(of[1], Alone)}为底的对数", Alone),
            "points" => ($"“{first}”得分", Alone),
            "previous" => ($"上期{first}", Alone),
            "last_year" => ($"去年同期{first}", Alone),
            "lookup" when of.Count == 2 => ($"“{Print(of[0])}”表中{Say(of[1], Alone)}的值", Alone),
            "lookup" => ($"“{Print(of[0])}”表中{Say(of[1], Alone)}的值（没有的取{Print(of[2])}）", Alone),
            "if" => ($"（{Print(of[0])}的取{Print(of[1])}，否则取{Print(of[2])}）", Alone),
            "days" => ($"{first}至{Say(of[1], Alone)}的天数", Alone),
            "given" => ($"填写了{first}", Alone),
            "items" => ($"{first}的项数", Alone),
            "includes" => ($"{first}包括{Words(of[1])}", Compared),
            "mentions" => ($"{first}中有{Words(of[1])}", Compared),
            "listed" => ($"{first}属于“{Print(of[1])}”中{Say(of[2], Alone)}的名单", Compared),
            "exists" => ($"已有{Other(of)}", Alone),
            "credited" => ($"“{first}”已计分", Alone),
            "target" => ($"{first}目标", Alone),
            "has_target" => ($"下达了{first}目标", Alone),
            "elapsed" => (LabelOf("elapsed"), Alone),
            "streak" when of[0] is TextSyntax => ($"连续列入“{first}”的期数", Alone),
            "streak" => ($"{first}连续的期数", Alone),
            "best" => ($"{Among(of)}{first}最高值", Alone),
            "worst" => ($"{Among(of)}{first}最低值", Alone),
            "mean" => ($"{Among(of)}{first}平均值", Alone),
            "rank" => ($"{first}{(of.Count > 1 ? "各组统排" : "")}名次", Alone),
            "low_rank" => ($"{first}{(of.Count > 1 ? "各组统排" : "")}倒数名次", Alone),
            _ => ($"{function}（{all}）", Alone),
        };
    }
}
