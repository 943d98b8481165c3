namespace Evaluation.Rulebooks.Formulas;

/// <summary>
/// How a number was found, in words that are only put together when somebody reads them: scoring makes far more of them
/// than anybody reads.
/// </summary>
public abstract class Wording
{
    /// <summary>No words.</summary>
    public static readonly Wording None = new Plain("");

    private string? said;

    /// <inheritdoc/>
    public sealed override string ToString() => said ??= Say();

    /// <summary>Words that stand as they are.</summary>
    public static implicit operator Wording(string text) => new Plain(text);

    /// <summary>Words that are put together when they are read.</summary>
    public static Wording Later(Func<string> say) => new Deferred(say);

    /// <summary>Puts the words together.</summary>
    protected abstract string Say();

    private sealed class Deferred(Func<string> say) : Wording
    {
        protected override string Say() => say();
    }

    private sealed class Plain(string text) : Wording
    {
        protected override string Say() => text;
    }
}

/// <summary>A name in a formula with its value, for the arithmetic in print.</summary>
/// <param name="Label">The word in print.</param>
/// <param name="Number">The value, when it is a number.</param>
/// <param name="Text">The value in words, when it is none.</param>
public sealed record Mention(string Label, Func<Scope, decimal>? Number, Func<Scope, string>? Text)
{
    /// <summary>How the number is printed; null for as it is.</summary>
    public Func<decimal, string>? Say { get; init; }

    /// <summary>The number in print.</summary>
    public string Print(decimal number) => Say?.Invoke(number) ?? Words.Value.Of(number).ToString();
}

/// <summary>A formula with the values that its names had: 外出招商=1、town_visits=2.</summary>
internal sealed class FormulaWording : Wording
{
    private readonly Formula formula;
    private readonly bool whole;
    private readonly (decimal Number, string? Text)[] values;

    /// <summary>Takes the values now; the scope goes on.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="scope">The fact or period in view.</param>
    /// <param name="whole">Whether the formula is printed before the values.</param>
    public FormulaWording(Formula formula, Scope scope, bool whole)
    {
        (this.formula, this.whole) = (formula, whole);
        values = new (decimal, string?)[formula.Mentioned.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ValueOf(formula.Mentioned[i], scope);
        }
    }

    // A part of the formula that was not needed may grow beyond reckoning; its words must not change the points.
    private static (decimal, string?) ValueOf(Mention mention, Scope scope)
    {
        try
        {
            return mention.Number is { } number ? (number(scope), null) : (0m, mention.Text!(scope));
        }
        catch (OverflowException)
        {
            return (0m, "超出可计算的范围");
        }
    }

    /// <inheritdoc/>
    protected override string Say()
    {
        var told = string.Join('、', formula.Mentioned.Select(
            (mention, i) => $"{mention.Label}={values[i].Text ?? mention.Print(values[i].Number)}"));
        return whole ? $"{formula.Printed}（{told}）" : told;
    }
}

/// <summary>The rung of a ladder that was reached, with the values of its condition.</summary>
internal sealed class RungWording(Formula when, Scope scope) : Wording
{
    private readonly FormulaWording values = new(when, scope, whole: false);

    /// <inheritdoc/>
    protected override string Say() => $"满足“{when.Printed}”（{values}）";
}
