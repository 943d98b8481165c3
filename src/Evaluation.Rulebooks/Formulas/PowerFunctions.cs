using System.Globalization;
using System.Numerics;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Formulas;

/// <summary>
/// Powers, roots, exponentials and logarithms. They are computed in whole numbers, so that every machine finds the same
/// digits: 20 significant ones, at most 28 decimals, half to even. What has no value throws
/// <see cref="OutOfDomainException"/>, what is too large <see cref="OverflowException"/>.
/// </summary>
internal static class PowerFunctions
{
    /// <summary>The highest degree of a root.</summary>
    public const int HighestDegree = 100;

    private const int Digits = 20;
    private const int MostDecimals = 28;

    // Exact as a product of factors; beyond, nothing exact is short enough to lie between two results.
    private const int MostFactors = 100;

    // Numbers are held in units of the last of so many decimals. Of these the last ones are not certain: they are
    // rounded away first, so that what is exact comes out exact.
    private const int Held = 60;
    private const int Certain = 50;
    private const int CertainDigits = 40;
    private static readonly BigInteger One = BigInteger.Pow(10, Held);
    private static readonly BigInteger Ln2 = 2 * Areatanh(One / 3);
    private static readonly BigInteger MostExponent = 70 * One;

    /// <summary>The functions by name, each with the number of its arguments.</summary>
    public static int? Arguments(string function) => function switch
    {
        "sqrt" or "exp" or "ln" => 1,
        "power" or "root" or "log" => 2,
        _ => null,
    };

    /// <summary>What a function makes of its arguments; one argument is given twice.</summary>
    public static decimal Of(string function, decimal first, decimal second) => function switch
    {
        "sqrt" => Root(first, 2),
        "root" => Root(first, (int)second),
        "power" => Power(first, second),
        "exp" => Result(Exp(Fixed(first))),
        "ln" => Result(Ln(first)),
        "log" => Result(Ln(first) * One / Ln(second)),
        _ => throw new InvalidOperationException(function),
    };

    private static decimal Root(decimal number, int degree) =>
        number < 0m ? throw new OutOfDomainException("负数不能开方")
        : number == 0m ? 0m
        : Result(Exp(Ln(number) / degree));

    private static decimal Power(decimal number, decimal exponent)
    {
        var whole = exponent == decimal.Floor(exponent);
        return exponent == 0m ? 1m
            : number == 0m ? exponent > 0m ? 0m : throw new OutOfDomainException("0不能取负数次方")
            : whole && Math.Abs(exponent) <= MostFactors ? Result(Product(number, (int)exponent))
            : number < 0m && !whole ? throw new OutOfDomainException("负数不能取非整数次方")
            : number < 0m && exponent % 2m != 0m ? -Size(number, exponent)
            : Size(number, exponent);
    }

    private static decimal Size(decimal number, decimal exponent) =>
        Result(Exp(Ln(Math.Abs(number)) * Fixed(exponent) / One));

    private static BigInteger Product(decimal number, int factors)
    {
        var (digits, decimals) = Parts(number);
        var (above, below) = (
            BigInteger.Pow(digits, Math.Abs(factors)), BigInteger.Pow(10, decimals * Math.Abs(factors)));
        return factors > 0 ? above * One / below : below * One / above;
    }

    // By the series of the part within a half of ln 2 around 0, doubled as often as ln 2 was taken out.
    private static BigInteger Exp(BigInteger exponent)
    {
        if (BigInteger.Abs(exponent) > MostExponent)
        {
            return exponent.Sign < 0 ? BigInteger.Zero : throw new OverflowException();
        }

        var doublings = (int)(((2 * exponent) + (exponent.Sign * Ln2)) / (2 * Ln2));
        var part = exponent - (doublings * Ln2);
        var (sum, term) = (One, One);
        for (var i = 1; !term.IsZero; i++)
        {
            term = term * part / (One * i);
            sum += term;
        }

        return doublings >= 0 ? sum << doublings : sum >> -doublings;
    }

    // By the series of the area tangent of what is left near 1 after halving or doubling.
    private static BigInteger Ln(decimal number)
    {
        if (number <= 0m)
        {
            throw new OutOfDomainException("0和负数没有对数");
        }

        var (digits, decimals) = Parts(number);
        var below = BigInteger.Pow(10, decimals);
        var halvings = (int)(digits.GetBitLength() - below.GetBitLength());
        var rest = halvings >= 0 ? digits * One / (below << halvings) : (digits << -halvings) * One / below;
        return (2 * Areatanh((rest - One) * One / (rest + One))) + (halvings * Ln2);
    }

    private static BigInteger Areatanh(BigInteger number)
    {
        var square = number * number / One;
        var (sum, power) = (number, number);
        for (var i = 3; !power.IsZero; i += 2)
        {
            power = power * square / One;
            sum += power / i;
        }

        return sum;
    }

    private static BigInteger Fixed(decimal number)
    {
        var (digits, decimals) = Parts(number);
        return digits * BigInteger.Pow(10, Held - decimals);
    }

    private static (BigInteger Digits, int Decimals) Parts(decimal number)
    {
        var bits = decimal.GetBits(number);
        var size = new BigInteger(new decimal(bits[0], bits[1], bits[2], false, 0));
        return (number < 0m ? -size : size, number.Scale);
    }

    private static decimal Result(BigInteger number)
    {
        var certain = Rounded(number, Math.Min(Certain, CertainDigits - Magnitude(number)));
        var places = Math.Min(MostDecimals, Digits - Magnitude(certain));
        var rounded = Rounded(certain, places);
        var decimals = Math.Max(places, 0);
        var digits = (decimal)(BigInteger.Abs(rounded) / BigInteger.Pow(10, Held - decimals));
        var bits = decimal.GetBits(digits);
        return Exact.Trim(new decimal(bits[0], bits[1], bits[2], rounded.Sign < 0, (byte)decimals));
    }

    // How many digits stand before the point; below 0 for zeros behind it.
    private static int Magnitude(BigInteger number) =>
        number.IsZero ? 0 : BigInteger.Abs(number).ToString(CultureInfo.InvariantCulture).Length - Held;

    private static BigInteger Rounded(BigInteger number, int places)
    {
        var step = BigInteger.Pow(10, Held - places);
        var (kept, left) = (number / step, BigInteger.Abs(number % step) * 2);
        return step * (left > step || (left == step && !kept.IsEven) ? kept + number.Sign : kept);
    }
}
