namespace Evaluation.Rulebooks.SecondCount;

/// <summary>
/// The lines made so far, in order, and filed by unit and clause: to add up a cap is to go through one pile.
/// </summary>
internal sealed class SecondLines
{
    private readonly List<SecondLine> all = [];
    private readonly Dictionary<string, List<SecondLine>> ofUnit = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Unit, string Clause), List<SecondLine>> ofClause = [];

    /// <summary>All lines, in the order in which they were made: a unit's lines are in order of day.</summary>
    public IReadOnlyList<SecondLine> All => all;

    public void Add(SecondLine line)
    {
        all.Add(line);
        Pile(ofUnit, line.Unit).Add(line);
        Pile(ofClause, (line.Unit, line.Clause)).Add(line);
    }

    /// <summary>The lines of a unit between two days.</summary>
    public IEnumerable<SecondLine> Of(string unit, DateOnly first, DateOnly last) =>
        ofUnit.TryGetValue(unit, out var pile) ? Between(pile, first, last) : [];

    /// <summary>The lines of a unit by a clause between two days.</summary>
    public IEnumerable<SecondLine> Of(string unit, string clause, DateOnly first, DateOnly last) =>
        ofClause.TryGetValue((unit, clause), out var pile) ? Between(pile, first, last) : [];

    private static IEnumerable<SecondLine> Between(List<SecondLine> pile, DateOnly first, DateOnly last) =>
        pile.Skip(pile.FindLastIndex(line => line.On < first) + 1).TakeWhile(line => line.On <= last);

    private static List<SecondLine> Pile<TKey>(Dictionary<TKey, List<SecondLine>> piles, TKey key) where TKey : notnull
    {
        if (!piles.TryGetValue(key, out var pile))
        {
            piles[key] = pile = [];
        }

        return pile;
    }
}
