using System.Collections.Immutable;
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
            return Decision.Refuse(
                "credit-code-wrong", $"统一社会信用代码“{code}”的校验位不符或含有非法字符。", "credit_code",
                "请对照营业执照核对18位代码。");
        }

        return standing switch
        {
            null => Decision.Accept(request),
            _ when standing with { Aliases = [] } == Firm.Evolve(null, request) =>
                Refusal.Repeated($"企业“{request.Name}”已在册。", "enterprise"),
            _ => Decision.Conflict(
                "enterprise-exists", $"企业代号“{request.Enterprise}”已用于“{standing.Name}”。", "enterprise",
                "请另取代号，或为该企业添加别名。"),
        };
    }

    /// <summary>Adds an alias.</summary>
    public static Decision AddAlias(Firm? standing, AliasAdded request) =>
        standing is null ? Unknown(request.Enterprise)
        : Sameness.Of(request.Alias).Length == 0
            ? Decision.Refuse("name-missing", "别名为空。", "alias", "请填写别名。")
        : standing.Aliases.Prepend(standing.Name).Contains(request.Alias, Sameness.Comparer)
            ? Refusal.Repeated($"“{request.Alias}”已是该企业的名称。", "alias")
            : Decision.Accept(request);

    /// <summary>Takes a name or code for a firm; one that another firm holds is refused.</summary>
    /// <param name="standing">Who holds it; null for nobody.</param>
    /// <param name="request">The name.</param>
    /// <param name="earlier">Who holds it by <see cref="Firm.EarlierKey"/>; null for nobody.</param>
    public static Decision Take(NameTaken? standing, NameTaken request, NameTaken? earlier = null) =>
        earlier is not null && earlier.Enterprise != request.Enterprise ? Take(earlier, request)
        : standing is null ? Decision.Accept(request)
        : standing.Enterprise == request.Enterprise ? Decision.Accept()
        : Decision.Conflict(
            "name-taken", $"“{request.Key}”已登记在企业“{standing.Enterprise}”名下。", "enterprise",
            "同一家企业请使用已有代号；确属不同企业请核对名称和代码。");

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
}
