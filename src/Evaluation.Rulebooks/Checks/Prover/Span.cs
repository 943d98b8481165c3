namespace Evaluation.Rulebooks.Checks.Prover;

/// <summary>The least and the greatest value that a number may have; null for no bound.</summary>
internal readonly record struct Span(decimal? Low, decimal? High)
{
    public static readonly Span Any = new(null, null);

    public static readonly Span FromZero = new(0m, null);

    public static Span Of(decimal number) => new(number, number);

    public Span Plus(Span other) => new(Low + other.Low, High + other.High);

    public Span Negated() => new(-High, -Low);

    public Span Times(Span other)
    {
        if (this == Of(0m) || other == Of(0m))
        {
            return Of(0m);
        }

        if (this is { Low: { } a, High: { } b } && other is { Low: { } c, High: { } d })
        {
            decimal[] corners = [a * c, a * d, b * c, b * d];
            return new Span(corners.Min(), corners.Max());
        }

        return Low >= 0m && other.Low >= 0m ? new Span(Low * other.Low, null)
            : Low == High && Low < 0m ? Of(-Low!.Value).Times(other).Negated()
            : other.Low == other.High && other.Low < 0m ? other.Times(this)
            : Low == High && Low > 0m ? new Span(other.Low * Low, other.High * Low)
            : other.Low == other.High && other.Low > 0m ? new Span(Low * other.Low, High * other.Low)
            : Any;
    }

    /// <summary>Either of both.</summary>
    public Span Or(Span other) => new(Least(Low, other.Low), Greatest(High, other.High));

    /// <summary>The lesser of both numbers.</summary>
    public Span Min(Span other) => new(
        Least(Low, other.Low), High is { } a && other.High is { } b ? Math.Min(a, b) : High ?? other.High);

    /// <summary>The greater of both numbers.</summary>
    public Span Max(Span other) => Negated().Min(other.Negated()).Negated();

    private static decimal? Least(decimal? a, decimal? b) => a is null || b is null ? null : Math.Min(a.Value, b.Value);

    private static decimal? Greatest(decimal? a, decimal? b) =>
        a is null || b is null ? null : Math.Max(a.Value, b.Value);
}
