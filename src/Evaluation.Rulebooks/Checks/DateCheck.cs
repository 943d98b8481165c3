using Evaluation.Rulebooks.Checks.Prover;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Checks;

/// <summary>Days that do not fit: of dated parameters, of the edition, of the week's deadlines.</summary>
internal static class DateCheck
{
    public static IEnumerable<Finding> Of(ParsedText text) =>
        Edition(text).Concat(Deadlines(text)).Concat(Unjudged(text)).Concat(Cut(text))
            .Concat(text.Root["parameters"].Members().Where(one => one.Part.IsMap)
                .SelectMany(one => Parameter(text.Rulebook, one.Name, one.Part)));

    private static IEnumerable<Finding> Edition(ParsedText text)
    {
        var (rulebook, force) = (text.Rulebook, text.Root["in_force"]);
        var (from, to) = (force["from"].Start, force["to"].Start);
        var year = rulebook.Calendar.StartOf(Period.Year, rulebook.From);
        var end = rulebook.Calendar.EndOf(Period.Year, rulebook.From);
        if (rulebook.From != year)
        {
            yield return Say.Doubt(
                from, $"本版自{rulebook.From:yyyy-MM-dd}起施行，不是考评年度的第一天{year:yyyy-MM-dd}。",
                "请核对；年度上限和全年条款从年初算起。");
        }

        if (rulebook.To > end)
        {
            yield return Say.Doubt(
                to, $"本版施行到{rulebook.To:yyyy-MM-dd}，超过考评年度的最后一天{end:yyyy-MM-dd}。",
                "请核对日期；跨年度施行的，上限按各年度分别计算。");
        }
        else if (rulebook.To < end)
        {
            yield return Say.Doubt(
                to, $"本版施行到{rulebook.To:yyyy-MM-dd}，早于考评年度的最后一天{end:yyyy-MM-dd}。",
                "请核对；其后须有另一版接续。");
        }
    }

    private static IEnumerable<Finding> Deadlines(ParsedText text)
    {
        var (due, cut) = (text.Rulebook.Calendar.ReportDue, text.Rulebook.Calendar.CutOff);
        return (cut.DaysAfter, cut.At).CompareTo((due.DaysAfter, due.At)) < 0
            ? [Say.Doubt(
                text.Root["calendar"]["cut_off"].Start, "截止时间早于周报报送期限。",
                "请核对“report_due”和“cut_off”。")]
            : [];
    }

    // A period that never ends while the edition is in force is never judged by it.
    private static IEnumerable<Finding> Unjudged(ParsedText text) => text.Clauses
        .Where(clause => clause.Clause.Kind is null
            && text.Rulebook.Calendar.EndOf(clause.Clause.Period, text.Rulebook.From) > text.Rulebook.To)
        .Select(clause => Say.Wrong(
            clause.Part["each"].Start, $"{clause.About}永远不会考核：本版施行期内没有一个考核期间结束。",
            "请改用较短的期间，或延长施行期。"));

    // What a first edition cuts of a period is not judged unless it says how; weeks have many others.
    private static IEnumerable<Finding> Cut(ParsedText text)
    {
        var rulebook = text.Rulebook;
        if (rulebook.Edition > 1 || rulebook.FirstPeriods is not null)
        {
            yield break;
        }

        var judging = text.Clauses.Where(clause => clause.Clause.Kind is null)
            .Select(clause => (clause.About, clause.Clause.Period, At: clause.Part["each"].Start));
        var lists = text.Root["lists"].Missing ? []
            : rulebook.Lists.Zip(text.Root["lists"].Entries()).Select(one =>
                (About: $"名单“{one.First.Name}”", one.First.Period, At: one.Second["each"].Start));
        foreach (var (about, period, at) in judging.Concat(lists).Where(one => one.Period != Period.Week))
        {
            var start = rulebook.Calendar.StartOf(period, rulebook.From);
            var end = rulebook.Calendar.EndOf(period, rulebook.From);
            if (start == rulebook.From || end > rulebook.To)
            {
                continue;
            }

            const string Remedy = "请在 in_force 写明 first_periods：whole、proportional 或 unjudged；"
                + "此前已有办法接续的，请改正 edition。";
            var cut = $"本版自{rulebook.From:yyyy-MM-dd}起施行，{start:yyyy-MM-dd}至{end:yyyy-MM-dd}这一期不满";
            yield return rulebook.Calendar.EndOf(period, end.AddDays(1)) > rulebook.To
                ? Say.Wrong(at, $"{about}永远不会考核：{cut}，此后施行期内没有完整的一期。", Remedy)
                : Say.Doubt(at, $"{about}在起始的一期不考核：{cut}。", Remedy);
        }
    }

    private static IEnumerable<Finding> Parameter(Rulebook rulebook, string name, YamlPart part)
    {
        var dated = part.Members().Where(one => ProofContext.Day(one.Name) is not null)
            .Select(one =>
                (From: DateOnly.FromDayNumber((int)ProofContext.Day(one.Name)!), one.Part,
                    At: (one.Part.Line, one.Part.Column)))
            .OrderBy(one => one.From).ToList();
        for (var i = 0; i < dated.Count; i++)
        {
            var (from, value, at) = dated[i];
            if (i == 0 && from > rulebook.From)
            {
                yield return Say.Doubt(
                    at, $"参数“{name}”自{from:yyyy-MM-dd}起才有数值，晚于施行的第一天。",
                    "此前按第一个数值计；请从施行的第一天写起。");
            }

            if (from > rulebook.To)
            {
                yield return Say.Doubt(
                    at, $"参数“{name}”自{from:yyyy-MM-dd}起的数值在施行期之后，用不上。", "请删去，或更正日期。");
            }
            else if (i + 1 < dated.Count && dated[i + 1].From <= rulebook.From)
            {
                yield return Say.Doubt(
                    at, $"参数“{name}”自{from:yyyy-MM-dd}起的数值在施行之前已被取代，用不上。", "请删去，或更正日期。");
            }
            else if (i > 0 && value.IsScalar && dated[i - 1].Part.IsScalar && value.Text() == dated[i - 1].Part.Text())
            {
                yield return Say.Doubt(
                    at, $"参数“{name}”自{from:yyyy-MM-dd}起的数值与此前相同。", "请删去，或更正数值。");
            }
        }
    }
}
