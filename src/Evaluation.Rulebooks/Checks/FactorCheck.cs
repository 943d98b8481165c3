using Evaluation.Rulebooks.Checks.Prover;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Checks;

/// <summary>Factors, repeat rules and points that change nothing or leave nothing.</summary>
internal static class FactorCheck
{
    public static IEnumerable<Finding> Of(ParsedText text) =>
        text.Clauses.SelectMany(clause => Factors(clause).Concat(Repeat(clause)).Concat(Points(clause)))
            .Concat(Same(text));

    private static IEnumerable<Finding> Factors(ClausePart clause) =>
        clause.Times.SelectMany(one => Constant(clause, one.Factor, one.Part["factor"].Start));

    private static IEnumerable<Finding> Constant(ClausePart clause, Factor factor, (int Line, int Column) at)
    {
        var name = $"{clause.About}的系数“{factor.Name}”";
        return factor.Number.Constant switch
        {
            1m => [Say.Doubt(at, $"{name}是1，不起作用。", "请删去，或更正。")],
            0m when factor.Where is null => [Say.Wrong(at, $"{name}是0，条款永远不计分。", "请更正，或删去条款。")],
            0m => [Say.Doubt(at, $"{name}是0，符合条件的不计分。", "不计分的请写入“where”。")],
            < 0m => [Say.Doubt(at, $"{name}小于0，加分会变成扣分。", "扣分请另写条款。")],
            _ => [],
        };
    }

    private static IEnumerable<Finding> Repeat(ClausePart clause) => clause.Clause.Repeat?.Factor switch
    {
        1m => Repeat(clause, "照常计分，重复规则不起作用。", "请更正，或删去“repeat”。"),
        > 1m => Repeat(clause, "计分更多。", "重复事项的系数应当在0和1之间。"),
        < 0m => Repeat(clause, "反而扣分。", "重复事项的系数应当在0和1之间。"),
        _ => [],
    };

    private static IEnumerable<Finding> Repeat(ClausePart clause, string what, string remedy) =>
        [Say.Doubt(clause.Part["repeat"]["gives"].Start, $"{clause.About}的重复事项{what}", remedy)];

    private static IEnumerable<Finding> Points(ClausePart clause) =>
        clause.Clause.Gives is FormulaGives { Formula: { Constant: 0m } } || Worth.Once(clause) == Span.Of(0m)
        ? [Say.Doubt(clause.Gives.Start, $"{clause.About}永远计0分。", "请写明分值，或删去条款。")] : Yuan(clause);

    // A price for each yuan makes points by the million.
    private static IEnumerable<Finding> Yuan(ClausePart clause)
    {
        const decimal mostForYuan = 0.0001m;
        var linearizer = new Linearizer(clause.Setting);
        var dear = clause.Clause.Gives switch
        {
            FormulaGives { Formula.Tree: { } tree } => linearizer.SumOf(tree).Unknowns
                .Any(one => clause.Setting.Find(one.Key) is { Money: true } && Math.Abs(one.Value) >= mostForYuan),
            BandGives { Of.Tree: { } tree } bands =>
                linearizer.SumOf(tree).Unknowns.Any(one => clause.Setting.Find(one.Key) is { Money: true })
                && bands.Bands.Any(band => Math.Abs(band.Price) / bands.Per >= mostForYuan),
            _ => false,
        };
        const string Remedy = "金额以元计，请除以1亿、1000万之类，或写 per。";
        return dear ? [Say.Doubt(clause.Gives.Start, $"{clause.About}按每一元计分。", Remedy)] : [];
    }

    // The same article written twice counts twice.
    private static IEnumerable<Finding> Same(ParsedText text) => text.Clauses
        .GroupBy(clause => string.Join(
            '\u001F', clause.Clause.Kind, clause.Clause.Period,
            clause.Where is { } where ? FormulaSentence.Of(where) : "", Text(clause.Gives)))
        .Where(same => same.Count() > 1)
        .Select(same => Say.Doubt(
            same.Last().Part["id"].Start,
            $"{same.Last().About}与{same.First().About}的事项、条件和计分都相同，会计两次。", "请删去一条，或更正。"));

    private static string Text(YamlPart part) => part.IsScalar ? part.Text(required: false)
        : part.IsMap ? string.Join(';', part.Members().Select(one => $"{one.Name}:{Text(one.Part)}"))
        : string.Join(',', part.Entries().Select(Text));
}
