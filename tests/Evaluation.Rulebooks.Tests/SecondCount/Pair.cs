using System.Collections.Immutable;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Units;

namespace Evaluation.Rulebooks.Tests.SecondCount;

/// <summary>Rulebooks and facts on which both counts are tried.</summary>
internal sealed record Pair
{
    /// <summary>The editions in order of adoption.</summary>
    public required ImmutableList<Draft> Editions { get; init; }

    public required ImmutableList<Fact> Facts { get; init; }

    public required ImmutableList<UnitTerm> Terms { get; init; }

    public ImmutableList<LeaderTerm> Leaders { get; init; } = [];

    /// <summary>Mergers and splits; the terms have the same days.</summary>
    public ImmutableList<Succession> Successions { get; init; } = [];

    public required ImmutableList<Target> Targets { get; init; }

    /// <summary>The first day of the district's first week; null when it began with the rules.</summary>
    public DateOnly? Begins { get; init; }

    /// <summary>What units brought along; null for nothing.</summary>
    public Opening? Opening { get; init; }

    /// <summary>Which files are of one firm; null while none are.</summary>
    public MergedFirms? Firms { get; init; }

    /// <summary>The last day through which duties are judged; null judges none.</summary>
    public required DateOnly? Through { get; init; }

    /// <summary>Whether nothing later than that day counts at all.</summary>
    public required bool Cut { get; init; }

    /// <summary>The last day of what was sealed before one number decided; null for nothing.</summary>
    public DateOnly? ExactThrough { get; init; }

    /// <summary>The pairs that hold a little less, the larger cuts first.</summary>
    public IEnumerable<Pair> Less() =>
    [
        .. Editions.Count > 1 ? Editions.Select(one => this with { Editions = Editions.Remove(one) }) : [],
        .. ExactThrough is null ? Array.Empty<Pair>() : [this with { ExactThrough = null }],
        .. Facts.Select(one => this with { Facts = Facts.Remove(one) }),
        .. Terms.Select(one => this with { Terms = Terms.Remove(one) }),
        .. Successions.Select(one => this with { Successions = Successions.Remove(one) }),
        .. Leaders.Select(one => this with { Leaders = Leaders.Remove(one) }),
        .. Begins is null ? Array.Empty<Pair>() : [this with { Begins = null }],
        .. Opening is null ? Array.Empty<Pair>() : [this with { Opening = null }],
        .. Firms?.All.Select(one => this with { Firms = Firms.Without(one.Firm) }) ?? [],
        .. Opening?.Balances.Select(one => this with
        {
            Opening = new Opening(Opening.Day, "", "", [.. Opening.Balances.Where(other => other != one)]),
        }) ?? [],
        .. Targets.Select(one => this with { Targets = Targets.Remove(one) }),
        .. Editions.SelectMany(one => one.Less().Select(less => this with { Editions = Editions.Replace(one, less) })),
        .. Facts.SelectMany(fact => Plainer(fact).Select(less => this with { Facts = Facts.Replace(fact, less) })),
    ];

    // A report keeps its two values, which every report has.
    private static IEnumerable<Fact> Plainer(Fact fact) =>
    [
        .. fact.Values.Keys.Where(key => key is not ("nil" or "submitted_at"))
            .Select(key => fact with { Values = fact.Values.Where(value => value.Key != key).ToDictionary() }),
        .. fact.Part == 1m ? Array.Empty<Fact>() : [fact with { Part = 1m }],
    ];

    /// <summary>The compiled editions; null when one cannot be read.</summary>
    public RuleSet? Read()
    {
        var read = Editions.Select(draft => RulebookReader.Read(draft.ToString()).Rulebook).ToList();
        return read.Contains(null) ? null : new RuleSet([.. read.OfType<Rulebook>()]);
    }

    public override string ToString() => string.Join('\n',
    [
        .. Editions.Select(draft => $"{draft}\n"),
        .. Terms.Select(term => $"{term.Unit} ({term.Kind}, {term.Group}) {term.From:O} - {term.To:O}"),
        .. Successions.Select(one => $"{string.Join(' ', one.From)} -> {string.Join(' ', one.To)} {one.Day:O}"),
        .. Leaders.Select(leader => $"{leader.Unit} {leader.Post} {leader.Person} {leader.From:O} - {leader.To:O}"),
        .. Facts.Select(fact => $"{fact.Id} | {fact.Kind} | {fact.Unit} | {fact.OccurredOn:O} | {fact.Part} | "
            + string.Join(' ', fact.Values.Select(value => $"{value.Key}={value.Value}"))),
        .. Targets.Select(target => $"target {target.Unit} {target.Indicator} {target.Period} {target.Amount}"),
        .. Opening?.Balances.Select(one => $"opened {Opening.Day:O} {one}") ?? [],
        .. Firms?.All.Select(one => $"firm {one.Firm} is {one.Into}") ?? [],
        $"begins {Begins:O}, through {Through:O}{(Cut ? ", cut there" : "")}"
            + $"{(ExactThrough is { } day ? $", exact through {day:O}" : "")}",
    ]);

    /// <summary>The smallest pair found that still does what this one does.</summary>
    public Pair Reduced(Func<Pair, bool> still)
    {
        var smallest = this;
        while (smallest.Less().FirstOrDefault(still) is { } smaller)
        {
            smallest = smaller;
        }

        return smallest;
    }
}
