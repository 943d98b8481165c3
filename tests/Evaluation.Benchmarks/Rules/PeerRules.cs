using Evaluation.Rulebooks.Formulas;
using RulesEngine.Models;

namespace Evaluation.Benchmarks.Rules;

/// <summary>A fact for Microsoft's RulesEngine: typed, so that its expressions are compiled.</summary>
public sealed record PeerFact(
    string Kind, string Leader, decimal Days, string VisitorRank, string ReferredBy, decimal Contracted,
    string Industry, string Stage, decimal Amount, decimal Firms, decimal Expected)
{
    /// <summary>From ours.</summary>
    public static PeerFact Of(Fact fact)
    {
        string Text(string field) => fact.Values.TryGetValue(field, out var value) ? value.Text ?? "" : "";
        decimal Number(string field) => fact.Values.TryGetValue(field, out var value) ? value.Number ?? 0m : 0m;
        return new PeerFact(
            fact.Kind, Text("leader"), Number("days"), Text("visitor_rank"), Text("referred_by"), Number("contracted"),
            Text("industry"), Text("stage"), Number("amount"), Number("firms"), Number("expected"));
    }
}

/// <summary>
/// The clauses of rulebook.yaml for Microsoft's RulesEngine, with typed input and without texts for failures: either
/// one workflow whose conditions name the kind, or, as fast as it allows, a workflow for each kind.
/// </summary>
internal sealed class PeerRules
{
    private const string Leading =
        "(fact.Industry == \"新能源汽车\" || fact.Industry == \"新材料\" || fact.Industry == \"电子信息\" "
        + "|| fact.Industry == \"大健康\" ? 1.2m : 1m)";

    private const string Scale =
        "(fact.Contracted >= 1000000000m ? 1.5m : (fact.Contracted >= 100000000m ? 1m : 0.5m))";

    private const string SigningTiers =
        "(fact.Contracted >= 1000000000m ? 12m : (fact.Contracted >= 500000000m ? 8m : "
        + "(fact.Contracted >= 100000000m ? 5m : (fact.Contracted >= 50000000m ? 3m : 0m))))";

    private const string StartTiers =
        "(fact.Contracted >= 1000000000m ? 3m : (fact.Contracted >= 500000000m ? 2m : "
        + "(fact.Contracted >= 100000000m ? 1m : 0m)))";

    private const string Bands =
        "(Math.Max(0m, Math.Min(fact.Contracted, 500000000m) - 100000000m) / 100000000m * 0.4m + "
        + "Math.Max(0m, Math.Min(fact.Contracted, 1000000000m) - 500000000m) / 100000000m * 0.3m + "
        + "Math.Max(0m, fact.Contracted - 1000000000m) / 100000000m * 0.2m)";

    private const string Stages =
        "(fact.Stage == \"reviewed\" ? 0.5m : (fact.Stage == \"registered\" ? 0.5m : (fact.Stage == \"land\" ? 1m : "
        + "(fact.Stage == \"started\" ? 2m : (fact.Stage == \"statistics\" ? 1m : "
        + "(fact.Stage == \"completed\" ? 1.5m : (fact.Stage == \"production\" ? 2m :"
        + "(fact.Stage == \"above_scale\" ? 1m : 0m))))))))";

    private const string Visitors =
        "(fact.VisitorRank == \"principal\" ? 1.5m : (fact.VisitorRank == \"executive\" ? 1m : "
        + "(fact.VisitorRank == \"manager\" ? 0.5m : 0m)))";

    private static readonly (string Kind, string Clause, string Where, string Gives)[] Clauses =
    [
        ("visit", "一", "true", "0.5m"),
        ("visit", "二", "fact.Leader == \"top\"", "0.3m"),
        ("trip", "三", "true", "fact.Days * 0.1m"),
        ("referral", "四", "true", Visitors),
        ("referral", "五", "fact.ReferredBy != \"\"", "0.5m"),
        ("signing", "六", "true", $"{SigningTiers} * {Leading}"),
        ("signing", "七", "true", Bands),
        ("stage", "八", "true", $"{Stages} * {Scale} * {Leading}"),
        ("stage", "九", "fact.Stage == \"started\"", StartTiers),
        ("increase", "十", "fact.Amount >= 30000000m", $"Math.Floor(fact.Amount / 30000000m) * 0.5m * {Leading}"),
        ("promotion", "十一", "true", "1m + (fact.Firms >= 50m ? 0.5m : 0m)"),
        ("lead", "十二", "true", "(fact.Expected >= 100000000m ? 0.2m : 0.1m)"),
    ];

    private const string Whole = "all";

    private readonly RulesEngine.RulesEngine engine;
    private readonly bool byKind;
    private readonly List<PeerFact> facts;

    public PeerRules(IEnumerable<Fact> facts, bool byKind)
    {
        (this.facts, this.byKind) = ([.. facts.Select(PeerFact.Of)], byKind);
        engine = new RulesEngine.RulesEngine(
            [
                .. Clauses.GroupBy(clause => byKind ? clause.Kind : Whole).Select(part => new Workflow
                {
                    WorkflowName = part.Key,
                    Rules = [.. part.Select(Rule)],
                }),
            ],
            new ReSettings { EnableFormattedErrorMessage = false, EnableScopedParams = false });
    }

    /// <summary>The points that the clauses give for a fact, in order; those that do not apply are left out.</summary>
    public async Task<List<decimal>> PointsAsync(int fact)
    {
        var results = await ExecuteAsync(fact);
        return [.. results.Where(result => result.IsSuccess).Select(result => (decimal)result.ActionResult.Output)];
    }

    /// <summary>Goes through all facts.</summary>
    public async Task RunAsync()
    {
        for (var i = 0; i < facts.Count; i++)
        {
            await ExecuteAsync(i);
        }
    }

    private ValueTask<List<RuleResultTree>> ExecuteAsync(int fact) => engine.ExecuteAllRulesAsync(
        byKind ? facts[fact].Kind : Whole, new RuleParameter("fact", facts[fact]));

    private Rule Rule((string Kind, string Clause, string Where, string Gives) clause) => new()
    {
        RuleName = clause.Clause,
        Expression = byKind ? clause.Where : $"fact.Kind == \"{clause.Kind}\" && ({clause.Where})",
        Actions = new RuleActions
        {
            OnSuccess = new ActionInfo
            {
                Name = "OutputExpression",
                Context = new Dictionary<string, object> { ["expression"] = clause.Gives },
            },
        },
    };
}
