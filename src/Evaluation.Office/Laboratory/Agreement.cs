namespace Evaluation.Office.Laboratory;

/// <summary>How far two rankings of the same units agree: 1 for the same order, -1 for the opposite one.</summary>
public static class Agreement
{
    private const int Places = 12;

    /// <summary>
    /// Kendall's tau-b: (C - D) / sqrt((n0 - n1) (n0 - n2)). C pairs are in the same order in both rankings, D in the
    /// opposite one; n0 = n (n - 1) / 2 pairs in all, n1 are level in the first ranking, n2 in the second.
    /// Null when one of them parts no units. Source: M. G. Kendall, The treatment of ties in ranking problems,
    /// Biometrika 33 (1945).
    /// </summary>
    /// <param name="first">The ranks of the units in one ranking; equals share one.</param>
    /// <param name="second">The ranks of the same units, in the same order, in the other.</param>
    public static decimal? TauB(IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        var (balance, parted, otherParted) = (0m, 0m, 0m);
        for (var i = 0; i < first.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (one, other) = (first[i].CompareTo(first[j]), second[i].CompareTo(second[j]));
                balance += one * other;
                parted += one * one;
                otherParted += other * other;
            }
        }

        return Ratio(balance, parted, otherParted);
    }

    /// <summary>
    /// Spearman's rho: the product-moment correlation of the ranks, where equals get the mean of the places that they
    /// take up. Null when one of the rankings parts no units. Source: C. Spearman, The proof and measurement of
    /// association between two things, American Journal of Psychology 15 (1904); for equals M. G. Kendall, Rank
    /// Correlation Methods (1948), chapter 3.
    /// </summary>
    /// <param name="first">The ranks of the units in one ranking; equals share one.</param>
    /// <param name="second">The ranks of the same units, in the same order, in the other.</param>
    public static decimal? Rho(IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        var (ones, others) = (Centred(first), Centred(second));
        return Ratio(
            ones.Zip(others, (one, other) => one * other).Sum(), ones.Sum(one => one * one),
            others.Sum(other => other * other));
    }

    // Twice the mean place less twice the mean of all places, so that every number is whole: before are those ahead,
    // level are those with the same rank, the unit itself among them.
    private static List<decimal> Centred(IReadOnlyList<int> ranks) =>
    [
        .. ranks.Select(rank =>
            2m * ranks.Count(other => other < rank) + ranks.Count(other => other == rank) - ranks.Count),
    ];

    private static decimal? Ratio(decimal above, decimal one, decimal other) =>
        one == 0m || other == 0m ? null
        : one == other ? Math.Round(above / one, Places, MidpointRounding.ToEven)
        : Math.Round(above / (Root(one) * Root(other)), Places, MidpointRounding.ToEven);

    // Newton's way from above, until it no longer falls.
    private static decimal Root(decimal number)
    {
        var (root, next) = (number + 1m, (number + 1m) / 2m);
        while (next < root)
        {
            (root, next) = (next, (next + number / next) / 2m);
        }

        return root;
    }
}
