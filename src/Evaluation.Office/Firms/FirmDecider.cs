using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Firms;

/// <summary>What may happen to the file of firms.</summary>
public static class FirmDecider
{
    /// <summary>Files a firm. Its names and code are taken beside it by <see cref="Take"/>.</summary>
    public static Decision File(Firm? standing, FirmFiled request)
    {
        if (Sameness.Of(request.Name).Length == 0)
        {
            return Decision.Refuse("name-missing", "企业名称为空。", "name", "请填写登记名称。");
        }

        if (request.CreditCode is { } code && !CreditCode.IsValid(code))
        {
            return WrongCode(code);
        }

        return standing switch
        {
            null => Decision.Accept(request),
            _ when standing.Filed == request =>
                Refusal.Repeated($"企业“{request.Name}”已在册。", "enterprise"),
            _ => Decision.Conflict(
                "enterprise-exists", $"企业代号“{request.Enterprise}”已用于“{standing.Name}”。", "enterprise",
                "请另取代号，或为该企业添加别名。"),
        };
    }

    /// <summary>Adds an alias.</summary>
    public static Decision AddAlias(Firm? standing, AliasAdded request) =>
        standing is null ? Unknown(request.Enterprise)
        : standing.MergedInto is not null ? Merged(standing)
        : Sameness.Of(request.Alias).Length == 0
            ? Decision.Refuse("name-missing", "别名为空。", "alias", "请填写别名。")
        : standing.Aliases.Prepend(standing.Name).Contains(request.Alias, Sameness.Comparer)
            ? Refusal.Repeated($"“{request.Alias}”已是该企业的名称。", "alias")
            : Decision.Accept(request);

    /// <summary>Puts a wrong credit code right. The codes are taken and released beside it.</summary>
    public static Decision CorrectCode(Firm? standing, FirmCodeCorrected request) =>
        standing is null ? Unknown(request.Enterprise)
        : standing.MergedInto is not null ? Merged(standing)
        : request.CreditCode is { } code && !CreditCode.IsValid(code) ? WrongCode(code)
        : request.CreditCode == standing.CreditCode
            ? Refusal.Repeated(
                request.CreditCode is null ? "该企业本来就没有登记代码。"
                    : $"“{request.CreditCode}”就是现在登记的代码。",
                "credit_code")
        : Characters.ShowsNothing(request.Reason) ? ReasonMissing("请写明依据，例如：对照营业执照更正。")
        : Decision.Accept(request);

    /// <summary>Renames a firm. The new name is taken beside it by <see cref="Take"/>.</summary>
    /// <param name="standing">The firm; null when there is none.</param>
    /// <param name="request">The new name.</param>
    /// <param name="filed">The day on which it was filed.</param>
    /// <param name="today">The day in the district.</param>
    public static Decision Rename(Firm? standing, FirmRenamed request, DateOnly filed, DateOnly today) =>
        standing is null ? Unknown(request.Enterprise)
        : standing.MergedInto is not null ? Merged(standing)
        : Sameness.Of(request.Name).Length == 0
            ? Decision.Refuse("name-missing", "企业名称为空。", "name", "请填写变更后的登记名称。")
        : Sameness.Equal(request.Name, standing.Name)
            ? Refusal.Repeated($"“{request.Name}”就是该企业现在的登记名称。", "name")
        : request.From > today ? InTheFuture(request.From, today)
        : request.From < filed
            ? Decision.Refuse(
                "before-filing", $"变更日期{request.From:yyyy-MM-dd}早于登记企业的日期{filed:yyyy-MM-dd}。", "from",
                "登记以前用过的名称请添加为别名；登记时用了旧名的，变更日期填登记当日。")
        : standing.FormerNames is [.., var last] && request.From < last.Until
            ? Decision.Refuse(
                "before-last-change",
                $"变更日期{request.From:yyyy-MM-dd}早于上一次更名的日期{last.Until:yyyy-MM-dd}。", "from",
                "请更正日期。")
        : Characters.ShowsNothing(request.Reason) ? ReasonMissing("请写明依据，例如：营业执照变更。")
        : Decision.Accept(request);

    /// <summary>Takes a firm's file into another one of the same firm.</summary>
    /// <param name="standing">The file that is taken in; null when there is none.</param>
    /// <param name="into">The file that stays; null when there is none.</param>
    public static Decision Merge(Firm? standing, Firm? into, FirmMerged request) =>
        request.Enterprise == request.Into
            ? Decision.Refuse("own-merge", "一份档案不能并入自身。", "into", "请选择同一家企业的另一份档案。")
        : standing is null ? Unknown(request.Enterprise)
        : into is null ? Unknown(request.Into) with { Where = "into" }
        : standing.MergedInto == into.Id
            ? Refusal.Repeated($"“{standing.Name}”的档案已经并入“{into.Name}”。", "into")
        : standing.MergedInto is not null ? Merged(standing)
        : into.MergedInto == standing.Id
            ? Decision.Conflict(
                "merge-circle", $"“{into.Name}”的档案已经并入“{standing.Name}”，不能再反过来并入。", "into",
                $"要改为保留“{into.Id}”，请先撤销“{into.Id}”的并档。")
        : into.MergedInto is { } stays
            ? Decision.Conflict(
                "into-merged", $"“{into.Name}”的档案已经并入“{stays}”。", "into", $"请直接并入“{stays}”。")
        : Characters.ShowsNothing(request.Reason) ? ReasonMissing("请写明认定为同一家企业的依据。")
        : Decision.Accept(request);

    /// <summary>Takes such a merger back.</summary>
    public static Decision UndoMerge(Firm? standing, FirmMergeUndone request) =>
        standing is null ? Unknown(request.Enterprise)
        : standing.MergedInto is not { } into
            ? Decision.Conflict(
                "not-merged", $"“{standing.Name}”的档案没有并入别的档案。", "enterprise", "无需撤销；请核对企业代号。")
        : Characters.ShowsNothing(request.Reason) ? ReasonMissing("请写明认定为两家企业的依据。")
        : Decision.Accept(request with { Into = into });

    /// <summary>Releases a code that the firm had taken by mistake; one that it does not hold stays as it is.</summary>
    public static Decision Release(NameTaken? standing, NameReleased request) =>
        standing?.Enterprise == request.Enterprise ? Decision.Accept(request) : Decision.Accept();

    /// <summary>Takes a name or code for a firm; one that another firm holds is refused.</summary>
    /// <param name="standing">Who holds it; null for nobody.</param>
    /// <param name="earlier">Who holds it by <see cref="Firm.EarlierKey"/>; null for nobody.</param>
    /// <param name="stays">The file into which the holder's was merged at last; null for none.</param>
    public static Decision Take(
        NameTaken? standing, NameTaken request, NameTaken? earlier = null, string? stays = null) =>
        earlier is { IsFree: false } && earlier.Enterprise != request.Enterprise ? Take(earlier, request, null, stays)
        : standing is null or { IsFree: true } ? Decision.Accept(request)
        : standing.Enterprise == request.Enterprise ? Decision.Accept()
        : stays is not null && stays != standing.Enterprise
            ? Decision.Conflict(
                "name-taken",
                $"“{request.Key}”已登记在企业“{standing.Enterprise}”名下，其档案已并入“{stays}”。", "enterprise",
                stays == request.Enterprise ? $"该名称已随并档归“{stays}”，无需再登记；并错了的，请先撤销并档。"
                    : $"同一家企业请使用代号“{stays}”；确属不同企业请核对名称和代码。")
        : Decision.Conflict(
            "name-taken", $"“{request.Key}”已登记在企业“{standing.Enterprise}”名下。", "enterprise",
            $"同一家企业请使用代号“{standing.Enterprise}”；确属不同企业请核对名称和代码。");

    /// <summary>What the firm's file adds to the facts of a claim of a kind, for the rules to use.</summary>
    public static IReadOnlyDictionary<string, Value> FactsFor(Firm? firm, KindDefinition? kind)
    {
        if (firm is null || kind is null || BuiltInKinds.OfProject(kind.Name))
        {
            return Facts.None;
        }

        var file = new Dictionary<string, Value>(StringComparer.Ordinal)
        {
            ["chain_leader"] = Value.Of(firm.ChainLeader),
            ["industry"] = Value.Of(firm.Industry),
        };
        return kind.FromFile.ToDictionary(field => field.Name, field => file[field.Name], StringComparer.Ordinal);
    }

    /// <summary>The refusal for a firm that is not on file.</summary>
    public static Refusal Unknown(string enterprise) =>
        Refusal.Unknown("enterprise", "企业", enterprise, "请先登记企业，或核对代号。");

    private static Decision Merged(Firm firm) => Decision.Conflict(
        "merged-already", $"“{firm.Name}”的档案已经并入“{firm.MergedInto}”。", "enterprise",
        $"请到“{firm.MergedInto}”的档案办理；并错了的，请先撤销并档。");

    private static Decision WrongCode(string code) => Decision.Refuse(
        "credit-code-wrong", $"统一社会信用代码“{code}”的校验位不符或含有非法字符。", "credit_code",
        "请对照营业执照核对18位代码。");

    private static Decision InTheFuture(DateOnly from, DateOnly today) => Decision.Refuse(
        "in-the-future", $"变更日期{from:yyyy-MM-dd}晚于今天{today:yyyy-MM-dd}。", "from",
        "请到当日再登记，或更正日期。");

    private static Decision ReasonMissing(string remedy) =>
        Decision.Refuse("reason-missing", "没有写明理由。", "reason", remedy);
}
