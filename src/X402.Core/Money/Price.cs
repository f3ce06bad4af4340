using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace X402;

/// <summary>
/// A price as people write it, kept as decimal digits and never as a floating-point number: <c>$0.01</c>, <c>0.01</c>, <c>1.50 USDC</c>; or an
/// exact number of atomic units of a named asset. Which asset it means on a chain is for <see cref="AssetTable"/> to say.
/// </summary>
public readonly record struct Price
{
    private const int MaxTextLength = 128;

    private readonly string? _whole;
    private readonly string? _fraction;
    private readonly bool _isAtomic;

    private Price(ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, string? symbol, bool isAtomic = false)
    {
        (_whole, _fraction) = (whole.TrimStart('0').ToString(), fraction.TrimEnd('0').ToString());
        (Symbol, _isAtomic) = (symbol, isAtomic);
    }

    /// <summary>
    /// Symbol (upper case) of the asset, or the asset that <see cref="Atomic"/> was given; null means the chain's default, as does USD.
    /// </summary>
    public string? Symbol { get; }

    /// <summary>Whether it is nothing.</summary>
    public bool IsZero => string.IsNullOrEmpty(_whole) && string.IsNullOrEmpty(_fraction);

    /// <summary>
    /// Reads <c>$0.01</c>, <c>0.01</c> or <c>0.01 USDC</c>: digits, perhaps a point and more digits, perhaps a symbol after a space. No
    /// sign, exponent, thousands separator, bare point or second currency.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Price price)
    {
        price = default;
        if (text is null || text.Length > MaxTextLength)
            return false;
        var rest = text.AsSpan().Trim();
        if (rest.StartsWith("$"))
            rest = rest[1..].TrimStart();
        var whole = rest[..CountDigits(rest)];
        rest = rest[whole.Length..];
        ReadOnlySpan<char> fraction = default;
        if (rest.StartsWith("."))
        {
            fraction = rest.Slice(1, CountDigits(rest[1..]));
            rest = rest[(1 + fraction.Length)..];
            if (fraction.IsEmpty)
                return false;
        }
        var symbol = rest.TrimStart();
        if (whole.IsEmpty || (!symbol.IsEmpty && (symbol.Length == rest.Length || !IsSymbol(symbol))))
            return false;
        var name = symbol.IsEmpty || symbol.Equals("USD", StringComparison.OrdinalIgnoreCase) ? null : symbol.ToString().ToUpperInvariant();
        price = new(whole, fraction, name);
        return true;
    }

    /// <summary>Reads a price; see <see cref="TryParse"/>.</summary>
    /// <exception cref="FormatException">The text is not one.</exception>
    public static Price Parse(string text) =>
        TryParse(text, out var price) ? price : throw new FormatException($"'{text}' is not a price such as $0.01, 0.01 or 0.01 USDC.");

    /// <summary>The price of <paramref name="amount"/> in the chain's default asset.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public static Price FromDecimal(decimal amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        return Parse(amount.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>An exact number of atomic units of one asset.</summary>
    /// <param name="amount">Decimal digits, below 2^256.</param>
    /// <param name="assetAddressOrSymbol">The asset, as <see cref="AssetTable.Find"/> takes it.</param>
    /// <exception cref="FormatException">The amount is not such a number.</exception>
    public static Price Atomic(string amount, string assetAddressOrSymbol)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(assetAddressOrSymbol);
        return new(UInt256.Parse(amount).ToString(), default, assetAddressOrSymbol, isAtomic: true);
    }

    /// <summary>This price in atomic units of <paramref name="asset"/>; decimals beyond the asset's are cut off.</summary>
    /// <exception cref="X402ConfigurationException">It is positive but less than one unit, which would be free, or does not fit 256 bits.</exception>
    public UInt256 ToAtomic(Asset asset)
    {
        ArgumentNullException.ThrowIfNull(asset);
        if (IsZero)
            return UInt256.Zero;
        var decimals = _isAtomic ? 0 : asset.Decimals;
        var fraction = _fraction!.Length > decimals ? _fraction[..decimals] : _fraction.PadRight(decimals, '0');
        var digits = string.Concat(_whole, fraction).TrimStart('0');
        if (digits.Length == 0)
            throw new X402ConfigurationException($"The price {this} is less than one atomic unit of {asset.Symbol}, which has {decimals} decimals.");
        return UInt256.TryParse(digits, out var units)
            ? units
            : throw new X402ConfigurationException($"The price {this} in {asset.Symbol} does not fit 256 bits.");
    }

    /// <summary>The price as it can be parsed again; atomic units are marked as such.</summary>
    public override string ToString()
    {
        var number = string.Concat(string.IsNullOrEmpty(_whole) ? "0" : _whole, string.IsNullOrEmpty(_fraction) ? "" : ".", _fraction);
        return _isAtomic ? $"{number} atomic units of {Symbol}" : Symbol is null ? $"${number}" : $"{number} {Symbol}";
    }

    private static int CountDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length;

    private static bool IsSymbol(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '.')
                return false;
        }
        return char.IsAsciiLetter(text[0]);
    }
}
