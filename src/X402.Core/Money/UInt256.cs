using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace X402;

/// <summary>
/// An unsigned 256-bit integer: an amount in atomic units of an asset (Solidity <c>uint256</c>). Arithmetic is checked: it throws
/// <see cref="OverflowException"/> instead of wrapping.
/// </summary>
public readonly struct UInt256 : IEquatable<UInt256>, IComparable<UInt256>
{
    private const ulong TenToThe19 = 10_000_000_000_000_000_000;
    private const int MaxDigits = 78;

    private readonly ulong _u0, _u1, _u2, _u3;

    private UInt256(ulong u3, ulong u2, ulong u1, ulong u0) => (_u3, _u2, _u1, _u0) = (u3, u2, u1, u0);

    /// <summary>The value of <paramref name="value"/>.</summary>
    public UInt256(UInt128 value) : this(0, 0, (ulong)(value >> 64), (ulong)value)
    {
    }

    /// <summary>0.</summary>
    public static UInt256 Zero => default;

    /// <summary>2²⁵⁶ − 1.</summary>
    public static UInt256 MaxValue => new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    /// <summary>Whether this is 0.</summary>
    public bool IsZero => (_u0 | _u1 | _u2 | _u3) == 0;

    /// <summary>Converts without loss.</summary>
    public static implicit operator UInt256(ulong value) => new(0, 0, 0, value);

    /// <summary>The same conversion by name.</summary>
    public static UInt256 FromUInt64(ulong value) => value;

    /// <summary>Reads 32 bytes, most significant first (the ABI's <c>uint256</c>).</summary>
    /// <exception cref="ArgumentException">The span is not 32 bytes long.</exception>
    public static UInt256 FromBigEndian(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != 32)
            throw new ArgumentException("A uint256 is 32 bytes long.", nameof(bytes));
        return new(
            BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));
    }

    /// <summary>Writes 32 bytes, most significant first.</summary>
    public void WriteBigEndian(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _u3);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _u2);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _u1);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _u0);
    }

    /// <summary>
    /// Reads decimal digits and nothing else: no sign, space, exponent, hex or separator. Leading zeros are allowed up to 78 digits.
    /// Empty, over-long or overflowing text gives false.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out UInt256 value)
    {
        value = default;
        if (text.IsEmpty || text.Length > MaxDigits)
            return false;
        ulong u0 = 0, u1 = 0, u2 = 0, u3 = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            ulong carry = (ulong)(c - '0');
            carry = TimesTen(ref u0, carry);
            carry = TimesTen(ref u1, carry);
            carry = TimesTen(ref u2, carry);
            if (TimesTen(ref u3, carry) != 0)
                return false;
        }
        value = new(u3, u2, u1, u0);
        return true;

        static ulong TimesTen(ref ulong limb, ulong carry)
        {
            var product = (UInt128)limb * 10 + carry;
            limb = (ulong)product;
            return (ulong)(product >> 64);
        }
    }

    /// <summary>Reads decimal digits; see <see cref="TryParse"/>.</summary>
    /// <exception cref="FormatException">The text is not such a number.</exception>
    public static UInt256 Parse([NotNull] string? text) =>
        text is not null && TryParse(text, out var value)
            ? value
            : throw new FormatException("An amount in atomic units is a string of decimal digits below 2^256.");

    /// <summary>Decimal digits, as amounts travel in x402.</summary>
    public override string ToString()
    {
        if ((_u1 | _u2 | _u3) == 0)
            return _u0.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Span<char> digits = stackalloc char[MaxDigits + 19];
        var end = digits.Length;
        var rest = this;
        while (!rest.IsZero)
        {
            rest = rest.DivideBy(TenToThe19, out var part);
            for (var i = 0; i < 19; i++, part /= 10)
                digits[--end] = (char)('0' + part % 10);
        }
        return new string(digits[end..].TrimStart('0'));
    }

    /// <summary>Sum.</summary>
    /// <exception cref="OverflowException">The sum is above <see cref="MaxValue"/>.</exception>
    public static UInt256 operator +(UInt256 left, UInt256 right)
    {
        var s0 = (UInt128)left._u0 + right._u0;
        var s1 = (UInt128)left._u1 + right._u1 + (s0 >> 64);
        var s2 = (UInt128)left._u2 + right._u2 + (s1 >> 64);
        var s3 = (UInt128)left._u3 + right._u3 + (s2 >> 64);
        if (s3 >> 64 != 0)
            throw new OverflowException("The sum does not fit 256 bits.");
        return new((ulong)s3, (ulong)s2, (ulong)s1, (ulong)s0);
    }

    /// <summary>Difference.</summary>
    /// <exception cref="OverflowException">The difference is below 0.</exception>
    public static UInt256 operator -(UInt256 left, UInt256 right)
    {
        if (left < right)
            throw new OverflowException("The difference is below zero.");
        var d0 = left._u0 - right._u0;
        var b = left._u0 < right._u0 ? 1UL : 0;
        var d1 = left._u1 - right._u1 - b;
        b = left._u1 < right._u1 || (b == 1 && left._u1 == right._u1) ? 1UL : 0;
        var d2 = left._u2 - right._u2 - b;
        b = left._u2 < right._u2 || (b == 1 && left._u2 == right._u2) ? 1UL : 0;
        return new(left._u3 - right._u3 - b, d2, d1, d0);
    }

    /// <summary>Sum; see the operator.</summary>
    public static UInt256 Add(UInt256 left, UInt256 right) => left + right;

    /// <summary>Difference; see the operator.</summary>
    public static UInt256 Subtract(UInt256 left, UInt256 right) => left - right;

    /// <summary>The quotient by <paramref name="divisor"/> and the remainder.</summary>
    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    public UInt256 DivideBy(ulong divisor, out ulong remainder)
    {
        UInt128 r = 0;
        var q3 = Step(_u3, divisor, ref r);
        var q2 = Step(_u2, divisor, ref r);
        var q1 = Step(_u1, divisor, ref r);
        var q0 = Step(_u0, divisor, ref r);
        remainder = (ulong)r;
        return new(q3, q2, q1, q0);

        static ulong Step(ulong limb, ulong divisor, ref UInt128 rest)
        {
            var (quotient, remainder) = UInt128.DivRem((rest << 64) | limb, divisor);
            rest = remainder;
            return (ulong)quotient;
        }
    }

    /// <summary>The value as <see cref="ulong"/>, or false when it does not fit.</summary>
    public bool TryToUInt64(out ulong value)
    {
        value = _u0;
        return (_u1 | _u2 | _u3) == 0;
    }

    /// <inheritdoc/>
    public int CompareTo(UInt256 other)
    {
        var c = _u3.CompareTo(other._u3);
        if (c == 0) c = _u2.CompareTo(other._u2);
        if (c == 0) c = _u1.CompareTo(other._u1);
        return c == 0 ? _u0.CompareTo(other._u0) : c;
    }

    /// <inheritdoc/>
    public bool Equals(UInt256 other) => _u0 == other._u0 && _u1 == other._u1 && _u2 == other._u2 && _u3 == other._u3;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UInt256 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_u0, _u1, _u2, _u3);

    /// <summary>Equality.</summary>
    public static bool operator ==(UInt256 left, UInt256 right) => left.Equals(right);

    /// <summary>Inequality.</summary>
    public static bool operator !=(UInt256 left, UInt256 right) => !left.Equals(right);

    /// <summary>Order.</summary>
    public static bool operator <(UInt256 left, UInt256 right) => left.CompareTo(right) < 0;

    /// <summary>Order.</summary>
    public static bool operator >(UInt256 left, UInt256 right) => left.CompareTo(right) > 0;

    /// <summary>Order.</summary>
    public static bool operator <=(UInt256 left, UInt256 right) => left.CompareTo(right) <= 0;

    /// <summary>Order.</summary>
    public static bool operator >=(UInt256 left, UInt256 right) => left.CompareTo(right) >= 0;
}
