namespace Evaluation.Rulebooks.Formulas;

/// <summary>The functions that round a number; each says how, whatever totals are rounded by.</summary>
internal static class RoundingFunctions
{
    /// <summary>What a function makes of a number with so many decimals; null for any other function.</summary>
    public static Func<decimal, int, decimal>? Of(string function) => function switch
    {
        "round" or "round_half_even" => (number, places) => Math.Round(number, places, MidpointRounding.ToEven),
        "round_half_up" => (number, places) => Math.Round(number, places, MidpointRounding.AwayFromZero),
        "round_up" => (number, places) => Math.Round(
            number, places, number < 0m ? MidpointRounding.ToNegativeInfinity : MidpointRounding.ToPositiveInfinity),
        "round_down" => (number, places) => Math.Round(number, places, MidpointRounding.ToZero),
        _ => null,
    };

    /// <summary>What a function does, in print: 四舍五入到2位小数.</summary>
    public static string Say(string function, string places)
    {
        var to = places == "0" ? "到整数" : $"到{places}位小数";
        return function switch
        {
            // As sealed lines print it.
            "round" => $"修约到{places}位小数",
            "round_half_even" => $"四舍六入五成双{to}",
            "round_half_up" => $"四舍五入{to}",
            "round_up" => $"有余数进一{to}",
            _ => $"去尾{to}",
        };
    }
}
