namespace Evaluation.Office.Verification;

/// <summary>Values that reach a bound of the rules exactly or pass it by up to three parts in a hundred.</summary>
internal static class JustOverBounds
{
    private const decimal Within = 0.03m;

    public static IEnumerable<ClaimFinding> Of(FindingContext context)
    {
        var bounds = new RuleBounds(context.Rules);
        foreach (var one in context.Alive)
        {
            foreach (var (field, known) in bounds.Of(one.Claim))
            {
                if (one.Claim.Facts.GetValueOrDefault(field.Name).Number is { } number
                    && known.LastOrDefault(bound => bound.Number <= number) is { } reached
                    && number <= reached.Number * (1m + Within))
                {
                    var (value, bound) =
                        (FindingContext.Amount(field.Type, number), FindingContext.Amount(field.Type, reached.Number));
                    yield return FindingContext.Finding(
                        ClaimFinding.JustOver, number == reached.Number ? FindingWeight.Low : FindingWeight.Medium,
                        [one],
                        $"{context.Named(one.Claim)}的{field.Label}{value}，"
                        + (number == reached.Number
                            ? $"正好等于“{reached.Clause}”的门槛{bound}，请核对原始凭证。"
                            : $"比“{reached.Clause}”的门槛{bound}只高"
                                + $"{FindingContext.Percent(number / reached.Number - 1m)}，请核对原始凭证。"));
                }
            }
        }
    }
}
