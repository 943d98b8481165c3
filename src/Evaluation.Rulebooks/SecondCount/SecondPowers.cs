using System.Globalization;
using System.Numerics;

namespace Evaluation.Rulebooks.SecondCount;

/// <summary>
/// Powers, roots and logarithms by hand: numbers are held with so many decimals that the twentieth digit is certain.
/// </summary>
internal static class SecondPowers
{
    private const int Decimals = 80;
    private const int Guarded = 40;
    private const int Digits = 20;
    private const int MostDecimals = 28;
    private const int MostFactors = 100;
    private const int Largest = 70;

    private static readonly BigInteger One = BigInteger.Pow(10, Decimals);

    private static readonly BigInteger OneAndHalf = One * 3 / 2;
    private static readonly BigInteger LogOfOneAndHalf = LogNearOne(OneAndHalf);

    /// <summary>The number whose so manieth power is the given one; found by halving what it may be.</summary>
    public static decimal Root(decimal number, int degree)
    {
        if (number < 0m)
        {
            throw new OverflowException();
        }

        var wanted = Whole(number) * BigInteger.Pow(One, degree - 1);
        var (low, high) = (BigInteger.Zero, (BigInteger.One << (int)(wanted.GetBitLength() / degree + 1)) + 1);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = BigInteger.Pow(middle, degree) <= wanted ? (middle, high) : (low, middle);
        }

        return Shortened(low);
    }

    /// <summary>A power: a product while it has few factors, else by logarithms.</summary>
    public static decimal Power(decimal number, decimal exponent)
    {
        if (exponent == 0m)
        {
            return 1m;
        }

        if (number == 0m)
        {
            return exponent > 0m ? 0m : throw new OverflowException();
        }

        var whole = exponent % 1m == 0m;
        if (whole && Math.Abs(exponent) <= MostFactors)
        {
            return Product(number, (int)exponent);
        }

        if (number < 0m && !whole)
        {
            throw new OverflowException();
        }

        var size = Shortened(Exponential(Log(Math.Abs(number)) * Whole(exponent) / One));
        return number < 0m && exponent % 2m != 0m ? -size : size;
    }

    /// <summary>e to the power of a number.</summary>
    public static decimal Exponential(decimal exponent) => Shortened(Exponential(Whole(exponent)));

    /// <summary>The natural logarithm.</summary>
    public static decimal Logarithm(decimal number) => Shortened(Log(number));

    /// <summary>The logarithm to a base.</summary>
    public static decimal Logarithm(decimal number, decimal to) => Shortened(Log(number) * One / Log(to));

    private static decimal Product(decimal number, int factors)
    {
        var digits = Whole(number);
        var (above, below) = (BigInteger.One, BigInteger.One);
        for (var i = 0; i < Math.Abs(factors); i++)
        {
            above *= digits;
            below *= One;
        }

        return Shortened(factors > 0 ? above * One / below : below * One / above);
    }

    // The sum of the powers divided by their factorials, of a part small enough, multiplied by itself.
    private static BigInteger Exponential(BigInteger exponent)
    {
        if (exponent > Largest * One)
        {
            throw new OverflowException();
        }

        if (exponent < -Largest * One)
        {
            return 0;
        }

        if (exponent < 0)
        {
            return One * One / Exponential(-exponent);
        }

        var halvings = 0;
        while (exponent >> halvings > One)
        {
            halvings++;
        }

        var part = exponent >> halvings;
        var (sum, term) = (One, One);
        for (var i = 1; term > 0; i++)
        {
            term = term * part / One / i;
            sum += term;
        }

        for (var i = 0; i < halvings; i++)
        {
            sum = sum * sum / One;
        }

        return sum;
    }

    // How often one and a half goes into the number, and the rest.
    private static BigInteger Log(decimal number)
    {
        if (number <= 0m)
        {
            throw new OverflowException();
        }

        var rest = Whole(number);
        if (rest < One)
        {
            return -Log(One * One / rest);
        }

        return Log(rest);
    }

    private static BigInteger Log(BigInteger rest)
    {
        var times = 0;
        for (; rest > OneAndHalf; times++)
        {
            rest = rest * 2 / 3;
        }

        return (times * LogOfOneAndHalf) + LogNearOne(rest);
    }

    // With u = 1 - 1/x, the sum of u, u²/2, u³/3 and so on.
    private static BigInteger LogNearOne(BigInteger number)
    {
        var lack = One - (One * One / number);
        var (sum, power) = (BigInteger.Zero, One);
        for (var i = 1; power != 0; i++)
        {
            power = power * lack / One;
            sum += power / i;
        }

        return sum;
    }

    private static BigInteger Whole(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        return BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)
            * BigInteger.Pow(10, Decimals - decimals);
    }

    // To the digits that are certain, then to twenty, and to no more decimals than there are.
    private static decimal Shortened(BigInteger number)
    {
        var digits = BigInteger.Abs(number).ToString(CultureInfo.InvariantCulture).Length - Decimals;
        number = HalfEven(number, Math.Min(50, Guarded - digits));
        digits = BigInteger.Abs(number).ToString(CultureInfo.InvariantCulture).Length - Decimals;
        number = HalfEven(number, Math.Min(MostDecimals, Digits - digits));
        var text = BigInteger.Abs(number).ToString(CultureInfo.InvariantCulture).PadLeft(Decimals + 1, '0');
        var written = $"{text[..^Decimals]}.{text[^Decimals..][..MostDecimals].TrimEnd('0')}";
        var size = decimal.Parse(written.TrimEnd('.'), CultureInfo.InvariantCulture);
        return number < 0 ? -size : size;
    }

    private static BigInteger HalfEven(BigInteger number, int decimals)
    {
        var step = BigInteger.Pow(10, Decimals - decimals);
        var size = BigInteger.Abs(number);
        var (kept, left) = (size / step, size % step * 2);
        kept += left > step || (left == step && !kept.IsEven) ? 1 : 0;
        return kept * step * number.Sign;
    }
}
