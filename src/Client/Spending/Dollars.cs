using System.Globalization;

namespace X402.Client;

/// <summary>Dollars as integers of 10^-18, so that tokens of different decimals can be compared and added without fractions.</summary>
internal static class Dollars
{
    private const int Decimals = 18;
    private const ulong One = 1_000_000_000_000_000_000;
    private static readonly Asset Unit = new(ChainId.Evm(1), "", "USD", Decimals, null, null);

    /// <summary>A limit of a policy.</summary>
    /// <exception cref="X402ConfigurationException">The text is not an amount of dollars above 0.</exception>
    public static UInt256 ParseLimit(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Price.TryParse(text, out var price) || price.Symbol is not null || price.IsZero)
            throw new X402ConfigurationException($"'{text}' is not a limit: write dollars above 0, such as \"$0.10\".");
        return price.ToAtomic(Unit);
    }

    /// <summary>An amount of a token, rounded up where the token is finer; false when it is too large to be written.</summary>
    public static bool TryFromAtomic(UInt256 amount, int decimals, out UInt256 dollars)
    {
        if (decimals <= Decimals)
            return UInt256.TryParse(amount.ToString() + new string('0', Decimals - decimals), out dollars);
        ulong divisor = 1;
        for (var i = Decimals; i < decimals; i++)
            divisor *= 10;
        dollars = amount.DivideBy(divisor, out var rest);
        if (rest != 0)
            dollars += 1;
        return true;
    }

    /// <summary>Such as <c>$0.10</c>: at least two digits after the point, no trailing zeros beyond.</summary>
    public static string Format(UInt256 dollars)
    {
        var whole = dollars.DivideBy(One, out var rest);
        var fraction = rest.ToString(CultureInfo.InvariantCulture).PadLeft(Decimals, '0').TrimEnd('0').PadRight(2, '0');
        return $"${whole}.{fraction}";
    }
}
