namespace Evaluation.Rulebooks.Formulas;

/// <summary>A formula with the values that its names had: 外出招商=1、town_visits=2.</summary>
internal sealed class FormulaWording : Wording
{
    private readonly Formula formula;
    private readonly bool whole;
    private readonly (decimal Number, string? Text)[] values;

    /// <summary>Takes the values now, the words later: the view need not be kept.</summary>
    /// <param name="view">The fact or period.</param>
    /// <param name="whole">Whether the formula is printed before the values.</param>
    public FormulaWording(Formula formula, View view, bool whole)
    {
        (this.formula, this.whole) = (formula, whole);
        values = new (decimal, string?)[formula.Mentioned.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ValueOf(formula.Mentioned[i], view);
        }
    }

    // A part of the formula that was not needed may overflow; its words must not change the points.
    private static (decimal, string?) ValueOf(Mention mention, View view)
    {
        try
        {
            return mention.Number is { } number ? (number(view), null) : (0m, mention.Text!(view));
        }
        catch (OverflowException)
        {
            return (0m, "超出可计算的范围");
        }
    }

    /// <inheritdoc/>
    protected override string Say()
    {
        var mentions = string.Join('、', formula.Mentioned.Select(
            (mention, i) => $"{mention.Label}={values[i].Text ?? mention.Print(values[i].Number)}"));
        return whole ? $"{formula.Printed}（{mentions}）" : mentions;
    }
}

/// <summary>The rung of a ladder that was reached, with the values of its condition.</summary>
internal sealed class RungWording(Formula when, View view) : Wording
{
    private readonly FormulaWording values = new(when, view, whole: false);

    /// <inheritdoc/>
    protected override string Say() => $"满足“{when.Printed}”（{values}）";
}
