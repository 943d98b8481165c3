using System.Security.Cryptography;
using System.Text;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Balances;

/// <summary>Balances as they are handed in.</summary>
/// <param name="Through">The day up to which they count: the one before the beginning.</param>
/// <param name="Document">The document that decides them.</param>
/// <param name="Reason">Where they come from.</param>
/// <param name="Balances">All of them; none takes back what was opened before.</param>
/// <param name="Replace">Whether they take the place of those opened before.</param>
/// <param name="Seen">The code of the difference that was shown before a replacement; null while it was not.</param>
public sealed record BalancesRequest(
    DateOnly Through, string Document, string Reason, IReadOnlyList<Balance> Balances, bool Replace = false,
    string? Seen = null);

/// <summary>What may be decided about the balances with which a district begins (期初结转).</summary>
public static class BalanceDecider
{
    private const int MostShown = 20;

    /// <summary>Opens balances, or replaces those opened before, until the first bulletin is sealed.</summary>
    /// <param name="standing">The balances so far.</param>
    /// <param name="request">The balances handed in.</param>
    /// <param name="by">Who hands them in.</param>
    /// <param name="office">What else is known of the district.</param>
    public static Decision Open(OpenedBalances? standing, BalancesRequest request, string by, BeginningFile office)
    {
        if (Characters.ShowsNothing(request.Document))
        {
            return Decision.Refuse("document-missing", "期初结转没有文号。", "document", "请填写决定结转的文号。");
        }

        if (Characters.ShowsNothing(request.Reason))
        {
            return Decision.Refuse("reason-missing", "没有写明结转的来由。", "reason", "请写明结转数取自何处。");
        }

        if (office.Sealed is { } published)
        {
            return Decision.Conflict(
                "already-sealed", $"首期通报（{published}）已签发，期初结转不能再改。", "balances",
                "要更正得分的，请作加减分决定（adjust）；要更正已印发的周，请补发。");
        }

        if (office.Edition is not { } edition || office.Day is not { } day)
        {
            return Decision.Conflict(
                "no-edition", "尚没有考评办法，不知道自哪一天起考评。", "balances", "请先采纳考评办法。");
        }

        if (request.Through != day.AddDays(-1))
        {
            return Decision.Refuse(
                "through-wrong",
                $"考评自{day:yyyy-MM-dd}起，结转数须截至{day.AddDays(-1):yyyy-MM-dd}，"
                + $"不是{request.Through:yyyy-MM-dd}。",
                "through", "请核对截至日期；起始周有误的，请先登记考评起始周（begin）。");
        }

        var balances = request.Balances.Select(one => one with { Unit = office.Roster.Listed(one.Unit) }).ToList();
        var checks = new BalanceChecks(office, edition, day, balances);
        return checks.First() is { } refusal ? refusal
            : Changed(standing, request, new BalancesOpened(day, request.Document, request.Reason, balances, by));
    }

    /// <summary>What a request changes, one sentence each; empty for nothing.</summary>
    public static IReadOnlyList<string> Difference(OpenedBalances? standing, IReadOnlyList<Balance> balances)
    {
        var (old, now) = (ByKey(standing?.Last.Balances ?? []), ByKey(balances));
        return
        [
            .. old.Keys.Union(now.Keys).Select(key => (
                Key: key, Old: Text(old, key), Now: Text(now, key))).Where(one => one.Old != one.Now)
                .Select(one => $"{BalanceWords.Of(one.Key)}由{one.Old}改为{one.Now}"),
        ];

        static string Text(Dictionary<Balance, decimal> some, Balance key) =>
            some.TryGetValue(key, out var amount) ? Value.Of(amount).ToString() : "未列";
    }

    /// <summary>The code by which somebody says that a difference was seen.</summary>
    public static string CodeOf(IReadOnlyList<string> difference) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', difference))))[..8];

    // A decision of another document is another decision, though no amount differs.
    private static Decision Changed(OpenedBalances? standing, BalancesRequest request, BalancesOpened opened)
    {
        if (standing is not { Last: var last } || (last.Balances.Count == 0 && opened.Balances.Count > 0))
        {
            return opened.Balances.Count > 0 ? Decision.Accept(opened)
                : Decision.Refuse("balances-missing", "没有写明任何结转数。", "balances", "请至少写明一项结转数。");
        }

        if (Opening.Same(last.ToOpening(), opened.ToOpening()))
        {
            return Refusal.Repeated($"期初结转（{opened.Document}）已在案。", "balances");
        }

        var difference = Difference(standing, opened.Balances);
        var code = CodeOf([opened.Document, opened.Reason, .. difference]);
        if (request.Replace && request.Seen == code)
        {
            return Decision.Accept(opened);
        }

        var shown = difference.Count == 0 ? "，只换文号或来由"
            : $"：{string.Join('；', difference.Take(MostShown))}{(difference.Count > MostShown ? "等" : "")}";
        return Decision.Conflict(
            "difference-unseen",
            $"已有期初结转（{last.Document}），本次将改变{difference.Count}项{shown}。",
            "seen", $"核对无误、要替换原结转的，请写明 replace 和 seen 为 {code} 重新提交。");
    }

    private static Dictionary<Balance, decimal> ByKey(IEnumerable<Balance> balances) =>
        balances.ToDictionary(one => one with { Amount = 0m }, one => one.Amount);
}
