namespace Evaluation.Rulebooks.Tests.SecondCount;

/// <summary>Draws, all of one seed.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Of100(int cases) => random.Next(100) < cases;

    /// <summary>A number from the lowest to the highest, both included.</summary>
    public int Between(int lowest, int highest) => random.Next(lowest, highest + 1);

    public T Pick<T>(params IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>Some of the words, in their order, at least so many.</summary>
    public List<T> Some<T>(IReadOnlyList<T> from, int atLeast, int atMost)
    {
        var count = Math.Min(from.Count, Between(atLeast, atMost));
        return [.. Shuffled(Enumerable.Range(0, from.Count)).Take(count).Order().Select(i => from[i])];
    }

    /// <summary>All of them in any order.</summary>
    public List<T> Shuffled<T>(IEnumerable<T> all) => [.. all.OrderBy(_ => random.Next())];

    public List<T> Times<T>(int lowest, int highest, Func<int, T> make) =>
        [.. Enumerable.Range(1, Between(lowest, highest)).Select(make)];
}
