using System.Globalization;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Benchmarks.Load;

/// <summary>Makes the facts of claims; knows each unit's projects, so that stages are reached once, in order.</summary>
internal sealed class ClaimMaker(IReadOnlyList<LoadUnit> units)
{
    private static readonly string[] Industries =
        ["新能源汽车", "新材料", "电子信息", "大健康", "食品饮料", "绿色建材", "智能装备"];
    private static readonly string[] Leaders = ["top", "member", "staff"];
    private static readonly string[] Ranks = ["principal", "executive", "manager"];
    private static readonly string[] Places = ["深圳", "东莞", "佛山", "广州", "苏州"];

    private static readonly string[] Stages =
        ["reviewed", "registered", "land", "started", "statistics", "completed", "production", "above_scale"];

    private readonly Queue<Project>[] projects = [.. units.Select(_ => new Queue<Project>())];
    private int signed;

    /// <summary>The facts of a unit's next claim.</summary>
    public (string Kind, IReadOnlyDictionary<string, Value> Values) Make(Dice dice, int unit)
    {
        var kind = dice.Weighed([400, 180, 100, 140, 40, 60, 60, 20]) switch
        {
            0 => BuiltInKinds.Visit,
            1 => BuiltInKinds.Referral,
            2 => BuiltInKinds.Trip,
            3 => BuiltInKinds.Lead,
            4 => BuiltInKinds.Promotion,
            5 => BuiltInKinds.Signing,
            6 => projects[unit].Count > 0 ? BuiltInKinds.Stage : BuiltInKinds.Visit,
            _ => projects[unit].Count > 0 ? BuiltInKinds.Increase : BuiltInKinds.Visit,
        };
        return (kind, Values(dice, kind, unit));
    }

    /// <summary>The same facts with one put right; claims of projects can only be reversed.</summary>
    public static IReadOnlyDictionary<string, Value> Corrected(
        Dice dice, string kind, IReadOnlyDictionary<string, Value> values)
    {
        (string Field, Value Value) Another() => kind switch
        {
            BuiltInKinds.Visit => ("leader", Value.Of(dice.Pick(Leaders))),
            BuiltInKinds.Referral => ("visitor_rank", Value.Of(dice.Pick(Ranks))),
            BuiltInKinds.Trip => ("days", Value.Of(Days(dice))),
            BuiltInKinds.Lead => ("expected", Value.Of(Amount(dice, 30))),
            _ => ("firms", Value.Of((decimal)(10 + dice.Throw(90)))),
        };
        var (field, value) = Another();
        while (values[field] == value)
        {
            (field, value) = Another();
        }

        return Facts.Join(values, Of((field, value)));
    }

    private Dictionary<string, Value> Values(Dice dice, string kind, int unit)
    {
        switch (kind)
        {
            case BuiltInKinds.Visit:
                return Of(("enterprise", Firm(dice, unit)), ("leader", Value.Of(dice.Pick(Leaders))));
            case BuiltInKinds.Referral:
                var referral = Of(("enterprise", Firm(dice, unit)), ("visitor_rank", Value.Of(dice.Pick(Ranks))));
                if (dice.Chance(250))
                {
                    referral["referred_by"] = Firm(dice, unit);
                }

                return referral;
            case BuiltInKinds.Trip:
                return Of(
                    ("destination", Value.Of(dice.Pick(Places))), ("departed_on", Value.Of("2023-01-01")),
                    ("people", Value.Of((decimal)(2 + dice.Throw(6)))), ("days", Value.Of(Days(dice))),
                    ("leader", Value.Of(dice.Pick(Leaders))));
            case BuiltInKinds.Lead:
                return Of(("title", Value.Of("扩产意向")), ("expected", Value.Of(Amount(dice, 30))));
            case BuiltInKinds.Promotion:
                return Of(
                    ("title", Value.Of("推介会")), ("place", Value.Of(dice.Pick(Places))),
                    ("firms", Value.Of((decimal)(10 + dice.Throw(90)))));
            default:
                return OfProject(dice, kind, unit);
        }
    }

    private Dictionary<string, Value> OfProject(Dice dice, string kind, int unit)
    {
        if (kind == BuiltInKinds.Signing)
        {
            signed++;
            var name = string.Create(CultureInfo.InvariantCulture, $"P-{signed:000000}");
            var made = new Project(name, Firm(dice, unit), dice.Pick(Industries), Amount(dice, 150));
            projects[unit].Enqueue(made);
            return Of(made);
        }

        var project = projects[unit].Dequeue();
        var values = Of(project);
        if (kind == BuiltInKinds.Increase)
        {
            project.Tranches++;
            values["tranche"] = Value.Of((decimal)project.Tranches);
            values["amount"] = Value.Of(Amount(dice, 20));
        }
        else
        {
            values["stage"] = Value.Of(Stages[project.Reached]);
            if (dice.Chance(100))
            {
                values["paid_in"] = Value.Of(Amount(dice, 20));
            }

            project.Reached++;
        }

        // The oldest comes up first, so that projects ripen; one that has been through all stages leaves.
        if (project.Reached < Stages.Length)
        {
            projects[unit].Enqueue(project);
        }

        return values;
    }

    private static Dictionary<string, Value> Of(Project project) => Of(
        ("project", Value.Of(project.Name)), ("enterprise", project.Firm), ("industry", Value.Of(project.Industry)),
        ("contracted", Value.Of(project.Contracted)));

    private static Dictionary<string, Value> Of(params ReadOnlySpan<(string Name, Value Value)> pairs)
    {
        var values = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, value) in pairs)
        {
            values[name] = value;
        }

        return values;
    }

    // Each unit has its own circle of firms, so that some are called on again soon.
    private static Value Firm(Dice dice, int unit) =>
        Value.Of(LoadDistrict.Numbered("企业", unit * 40 + dice.Throw(40)));

    private static decimal Days(Dice dice) => (1 + dice.Throw(10)) / 2m;

    // Up to so many 1,000万, the small ones more often, in steps of 10万.
    private static decimal Amount(Dice dice, int most) => (1 + dice.Throw(1 + dice.Throw(most * 100))) * 100_000m;

    private sealed class Project(string name, Value firm, string industry, decimal contracted)
    {
        public string Name { get; } = name;

        public Value Firm { get; } = firm;

        public string Industry { get; } = industry;

        public decimal Contracted { get; } = contracted;

        public int Reached { get; set; }

        public int Tranches { get; set; }
    }
}
