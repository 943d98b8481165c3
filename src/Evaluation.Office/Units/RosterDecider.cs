using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Units;

/// <summary>What may happen to the list of units.</summary>
public static class RosterDecider
{
    private const string Posts = "top、member";
    private const string AnotherCode = "同一单位请使用已有的代号；确属另一单位的，请另取能够辨别的代号。";
    private const int LongestCode = 40;

    /// <summary>
    /// Founds a district; a second founding, a code that is none, and an empty name are refused.
    /// </summary>
    public static Decision Found(DistrictFounded? standing, DistrictFounded request) =>
        standing is not null ? standing == request
            ? Refusal.Repeated($"考评单位范围“{request.District}”已经设立。", "district")
            : Decision.Conflict(
                "district-exists", $"代码“{request.District}”已用于“{standing.Name}”。", "district", "请另取代码。")
        : !IsCode(request.District)
            ? Decision.Refuse(
                "district-wrong", $"“{Characters.Short(request.District)}”不能作网址中的代码。", "district",
                $"请用小写字母开头，只含小写字母、数字和连字符，不超过{LongestCode}个，例如 dinghu。")
        : Characters.ShowsNothing(request.Name)
            ? Decision.Refuse("name-missing", "没有写明考评单位范围的名称。", "name", "请填写印在通报上的名称。")
        : Characters.ShowsNothing(request.Issuer)
            ? Decision.Refuse("issuer-missing", "没有写明发文单位。", "issuer", "请填写通报落款的单位。")
        : Decision.Accept(request);

    private static bool IsCode(string code) =>
        code is [>= 'a' and <= 'z', ..] and not [.., '-'] && code.Length <= LongestCode
        && code.All(one => one is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    /// <summary>Decides on a change of the roster by its event.</summary>
    /// <exception cref="InvalidOperationException">It is no event of the roster.</exception>
    public static Decision Change(Roster roster, object change) => change switch
    {
        UnitEntered e => Enter(roster, e),
        UnitRegrouped e => Regroup(roster, e),
        UnitRenamed e => Rename(roster, e),
        UnitLeft e => Leave(roster, e),
        UnitsMerged e => SuccessionDecider.Merge(roster, e),
        UnitSplit e => SuccessionDecider.Split(roster, e),
        LeaderAppointed e => Appoint(roster, e),
        LeaderReleased e => Release(roster, e),
        _ => throw new InvalidOperationException($"{change.GetType().Name} does not change a roster."),
    };

    /// <summary>
    /// Decides on changes one after another, each on the roster that those before it leave behind; what is refused
    /// changes nothing.
    /// </summary>
    /// <param name="rules">The adopted editions.</param>
    /// <returns>A decision for each of them.</returns>
    public static IEnumerable<Decision> Each(Roster roster, IEnumerable<object> changes, RuleSet rules)
    {
        foreach (var change in changes)
        {
            var decision = Change(roster, change).Unless(Unranked(change, rules));
            roster = decision.Events.Aggregate(roster, (known, e) => RosterFold.Evolve(known, e));
            yield return decision;
        }
    }

    /// <summary>
    /// Takes the list with which a district begins: all of it or nothing. What is on the roster already is passed over,
    /// so that the list may be sent again.
    /// </summary>
    /// <param name="rules">The adopted editions.</param>
    /// <param name="closed">The first closed week; null while there is none.</param>
    public static Decision Take(Roster roster, IReadOnlyList<object> changes, RuleSet rules, Week? closed)
    {
        if (closed is { } week)
        {
            return Decision.Conflict(
                "roster-at-work", $"{week}已经截止，名册不再成批接收。", "units",
                "单位、领导的变动请由考评办经办逐项办理。");
        }

        var decisions = Each(roster, changes, rules).ToList();
        return decisions.Find(one => one.Refusal is { Kind: not RefusalKind.Repeated })
            ?? Decision.Accept([.. decisions.SelectMany(one => one.Events)]);
    }

    /// <summary>Enters a unit.</summary>
    public static Decision Enter(Roster roster, UnitEntered request) =>
        roster.Terms.Find(term => term.Unit == request.Unit) is not { } first
            ? Alike(roster, request.Unit, request.Name, "unit") ?? Decision.Accept(request)
        : roster.Terms.FindLast(term => term.Unit == request.Unit) is { To: { } left }
            ? Decision.Refuse(
                "unit-name-used", $"单位代号“{request.Unit}”曾经使用，于{left:O}退出。", "unit",
                "重新组建的单位是新单位，请另取代号。")
        : first.Name == request.Name && first.Kind == request.Kind && first.Group == request.Group
            && first.From == request.From
            ? Refusal.Repeated($"单位“{request.Unit}”已在名册。", "unit")
            : Decision.Conflict(
                "unit-exists", $"单位代号“{request.Unit}”已用于“{first.Name}”，内容不同。", "unit",
                "请另取代号；要更名或调组，请使用更名或调组。");

    /// <summary>Moves a unit to another group.</summary>
    public static Decision Regroup(Roster roster, UnitRegrouped request) =>
        Running(roster, request.Unit, request.From, out var term) is { } refusal ? refusal
        : term!.Group == request.Group ? Refusal.Repeated($"单位“{request.Unit}”已在“{request.Group}”组。", "group")
        : Decision.Accept(request);

    /// <summary>Renames a unit.</summary>
    public static Decision Rename(Roster roster, UnitRenamed request) =>
        Running(roster, request.Unit, request.From, out var term) is { } refusal ? refusal
        : term!.Name == request.Name ? Refusal.Repeated($"单位“{request.Unit}”已名为“{request.Name}”。", "name")
        : Named(roster, request.Unit, request.Name) ?? Decision.Accept(request);

    /// <summary>Ends a unit's evaluation.</summary>
    public static Decision Leave(Roster roster, UnitLeft request) =>
        roster.Terms.FindLast(term => term.Unit == request.Unit)?.To == request.To
            ? Refusal.Repeated($"单位“{request.Unit}”已于{request.To:O}退出。", "unit")
            : Running(roster, request.Unit, request.To, out _) is { } refusal ? refusal : Decision.Accept(request);

    /// <summary>Appoints a leader.</summary>
    public static Decision Appoint(Roster roster, LeaderAppointed request) =>
        !roster.Knows(request.Unit) ? UnknownUnit(roster, request.Unit)
        : roster.Terms.FindLast(term => term.Unit == request.Unit) is { To: { } left } && left < request.From
            ? Decision.Refuse(
                "unit-ended", $"单位“{request.Unit}”已于{left:O}退出。", "unit", "请核对单位和日期。")
        : Sameness.Of(request.Person).Length == 0
            ? Decision.Refuse("name-missing", "姓名为空。", "person", "请填写姓名。")
        : request.Post is not ("top" or "member")
            ? Decision.Refuse("unknown-post", $"职务级别“{request.Post}”无法识别。", "post", $"请从{Posts}中选择。")
        : InOffice(roster, request.Unit, request.Person) is not null
            ? Refusal.Repeated($"“{request.Person}”已是“{request.Unit}”的领导。", "person")
            : Decision.Accept(request);

    /// <summary>Releases a leader.</summary>
    public static Decision Release(Roster roster, LeaderReleased request) =>
        InOffice(roster, request.Unit, request.Person) is not { } term
            ? Refusal.Unknown("leader", "在任领导", request.Person, "请核对单位和姓名。")
            : request.To < term.From
                ? Decision.Refuse(
                    "ends-before-start", $"离任日期{request.To:O}早于任职日期{term.From:O}。", "to", "请更正日期。")
                : Decision.Accept(request with { Person = term.Person });

    /// <summary>
    /// Why a change puts a unit into a group that no rules in force on its first day or later rank, so that it would be
    /// in no ranking. Null when some do, or when there are none yet: the gate names such units once there are.
    /// </summary>
    /// <param name="change">The change of the roster.</param>
    /// <param name="rules">The adopted editions.</param>
    public static Refusal? Unranked(object change, RuleSet rules)
    {
        (string Group, DateOnly From)[] places = change switch
        {
            UnitEntered e => [(e.Group, e.From)],
            UnitRegrouped e => [(e.Group, e.From)],
            UnitsMerged { Group: { } group } e => [(group, e.From)],
            UnitSplit e => [.. e.Into.Select(part => (part.Group, e.From))],
            _ => [],
        };
        return places.Select(Unknown).FirstOrDefault(refusal => refusal is not null);

        Refusal? Unknown((string Group, DateOnly From) place)
        {
            var groups = rules.InOrder.Where(edition => place.From <= edition.To)
                .SelectMany(edition => edition.Ranking.Groups).Distinct().ToList();
            return groups.Count == 0 || groups.Contains(place.Group) ? null
                : Refusal.Unknown(
                    "group", "参加排名的组别", place.Group,
                    $"{Finding.Nearest(place.Group, groups)}考评办法没有列出的组别不参加任何排名。");
        }
    }

    /// <summary>Why a new unit cannot be told from one on the list; null when it can.</summary>
    /// <param name="unit">Its short name.</param>
    /// <param name="name">Its name in print.</param>
    /// <param name="where">The field of the short name.</param>
    internal static Refusal? Alike(Roster roster, string unit, string name, string where) =>
        roster.Terms.Find(term => term.Unit != unit && Sameness.Equal(term.Unit, unit)) is { } other
            ? new Refusal(
                "unit-name-used", $"单位代号“{unit}”与“{other.Unit}”只差空格、大小写、全半角或不可见字符。", where,
                AnotherCode)
            : Named(roster, unit, unit) is { } called
                ? called with { Where = where, Remedy = AnotherCode }
            : Named(roster, unit, name);

    /// <summary>The refusal for a unit that is not on the list, with the nearest one that is.</summary>
    public static Refusal UnknownUnit(Roster roster, string unit) => Refusal.Unknown(
        "unit", "单位", unit,
        Finding.Nearest(unit, roster.Terms.Select(term => term.Unit).Distinct()) + "请核对名册中的单位代号。");

    /// <summary>The refusal for a unit that is not evaluated on a day; null for one that is.</summary>
    public static Refusal? NotEvaluated(Roster roster, string unit, DateOnly on) =>
        roster.On(unit, on) is not null ? null
        : roster.Knows(unit) ? new Refusal(
            "unit-not-evaluated", $"单位“{unit}”在{on:O}不在考评名册中。", "unit", "请核对日期，或先更新名册。")
        : UnknownUnit(roster, unit);

    // A name by which people may mean another unit that is still there, typed in whichever way: what it is called now,
    // what it was called before, or its short name.
    private static Refusal? Named(Roster roster, string unit, string name)
    {
        var present = roster.Terms.Where(term => term.To is null).Select(term => term.Unit).ToHashSet();
        return roster.Terms.FindLast(term => term.Unit != unit && present.Contains(term.Unit)
            && (Sameness.Equal(term.Name, name) || Sameness.Equal(term.Unit, name))) is { } other
            ? new Refusal(
                "unit-name-used",
                $"“{name}”与单位“{other.Unit}”的{(!Sameness.Equal(other.Name, name) ? "代号"
                    : other.To is null ? "名称" : "曾用名")}相同。",
                "name", "请写明能够区分两个单位的名称。")
            : null;
    }

    private static LeaderTerm? InOffice(Roster roster, string unit, string person) => roster.Leaders.Find(
        term => term.Unit == unit && term.To is null && Sameness.Equal(term.Person, person));

    private static Refusal? Running(Roster roster, string unit, DateOnly from, out UnitTerm? term)
    {
        term = roster.Terms.Find(one => one.Unit == unit && one.To is null);
        return term is null ? UnknownUnit(roster, unit)
            : from < term.From
                ? new Refusal(
                    "ends-before-start", $"日期{from:O}早于该单位现行记录的起始日{term.From:O}。", "from",
                    "请更正日期。")
            : null;
    }
}
